package chat.entrypoint.rest;

import chat.model.Contact;
import chat.model.InvalidValueException;
import chat.model.PrivacySettings;
import chat.model.Profile;
import chat.model.Reach;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** People as JSON. */
final class PeopleJson {
  private PeopleJson() {}

  static void writeProfile(JsonGenerator json, Profile profile) throws IOException {
    json.writeStringField("userId", profile.userId().value());
    if (profile.handle().isPresent()) {
      json.writeStringField("handle", profile.handle().get().value());
    }
    json.writeStringField("name", profile.name());
    json.writeStringField("about", profile.about());
    if (profile.picture().isPresent()) {
      json.writeStringField("picture", profile.picture().get());
    }
  }

  /** Without whether the other blocks the user, who is never told. */
  static void writeState(JsonGenerator json, Contact contact) throws IOException {
    json.writeStringField("state", name(contact.state()));
    json.writeBooleanField("blocked", contact.blocked());
  }

  static void writePrivacy(JsonGenerator json, PrivacySettings settings) throws IOException {
    json.writeStringField("writers", name(settings.writers()));
    json.writeStringField("presence", name(settings.presence()));
    json.writeBooleanField("receipts", settings.receipts());
  }

  static Reach reach(String field, String name) {
    return switch (name) {
      case "everyone" -> Reach.EVERYONE;
      case "contacts" -> Reach.CONTACTS;
      case "nobody" -> Reach.NOBODY;
      default ->
        throw new InvalidValueException("Field " + field + " must be \"everyone\", \"contacts\" or \"nobody\".");
    };
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
