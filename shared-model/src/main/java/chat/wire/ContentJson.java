package chat.wire;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.Change;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.Role;
import chat.model.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What an entry says as JSON: one form on the wire and in the tables. The field {@code type} names the kind. */
public final class ContentJson {
  private ContentJson() {}

  public static String encode(Content content) {
    return JsonText.object(json -> write(json, content));
  }

  public static Content decode(String json) {
    return read(JsonObject.parse(json));
  }

  /**
   * What a client sends. Throws TooLargeException for more than {@value Limits#ENTRY_BYTES} bytes, and JsonException for
   * what only the server may say.
   */
  public static Content readSent(JsonObject json) {
    return withinLimit(sent(json));
  }

  /** A group to be created, by what a client sends without a {@code type}. */
  public static GroupChange.Create readCreate(JsonObject json) {
    return withinLimit(create(json));
  }

  /** Other settings, by what a client sends without a {@code type}. */
  public static GroupChange.Set readSettings(JsonObject json) {
    return withinLimit(settings(json));
  }

  /** Users to be added, by what a client sends without a {@code type}. */
  public static GroupChange.Add readAdd(JsonObject json) {
    return withinLimit(new GroupChange.Add(users(json, "users")));
  }

  private static Content sent(JsonObject json) {
    return switch (read(json)) {
      case Content.Deleted _,Change.Edit(long _, Content.Deleted _) ->
        throw new JsonException("To delete a message, send a content of type \"delete\".");
      case Content.Encrypted(String payload) when payload.isEmpty() -> throw emptyPayload();
      case Change.Edit(long _, Content.Encrypted(String payload)) when payload.isEmpty() -> throw emptyPayload();
      case GroupChange.Leave _ -> new GroupChange.Leave(null);
      case Content other -> other;
    };
  }

  private static <C extends Content> C withinLimit(C content) {
    if (WireCodec.bytes(encode(content)) > Limits.ENTRY_BYTES) {
      throw new TooLargeException("A content has at most 16384 bytes of JSON.");
    }
    return content;
  }

  private static JsonException emptyPayload() {
    return new JsonException("A payload must not be empty.");
  }

  static Content read(JsonObject json) {
    String type = json.text("type");
    return switch (type) {
      case "text", "file", "encrypted", "deleted" -> readSaid(type, json);
      case "edit", "delete", "reaction", "pin" -> readChange(type, json);
      case "create", "settings", "add", "remove", "leave", "join", "role" -> readGroupChange(type, json);
      default -> throw new JsonException("There is no content of this type.");
    };
  }

  private static Content.Said readSaid(String type, JsonObject json) {
    return switch (type) {
      case "text" -> new Content.Text(json.text("text"), users(json, "mentions"), json.optionalWholeNumber("replyTo"));
      case "file" -> new Content.File(json.text("fileId"), json.text("name"), json.text("mediaType"),
          json.wholeNumber("bytes"), json.optionalText("caption").orElse(""), json.optionalWholeNumber("replyTo"));
      case "encrypted" -> new Content.Encrypted(json.text("payload"));
      case "deleted" -> new Content.Deleted(new UserId(json.text("by")));
      default -> throw new JsonException("An edit has a content of type text, file or encrypted.");
    };
  }

  private static Change readChange(String type, JsonObject json) {
    long target = json.wholeNumber("target");
    return switch (type) {
      case "edit" -> {
        JsonObject content = json.object("content");
        yield new Change.Edit(target, readSaid(content.text("type"), content));
      }
      case "delete" -> new Change.Delete(target);
      case "reaction" -> new Change.React(target, json.text("emoji"), json.optionalFlag("removed").orElse(false));
      default -> new Change.Pin(target, json.optionalFlag("removed").orElse(false));
    };
  }

  private static GroupChange readGroupChange(String type, JsonObject json) {
    return switch (type) {
      case "create" -> create(json);
      case "settings" -> settings(json);
      case "add" -> new GroupChange.Add(users(json, "users"));
      case "remove" -> new GroupChange.Remove(new UserId(json.text("user")));
      case "leave" -> new GroupChange.Leave(json.optionalText("newOwner").map(UserId::new).orElse(null));
      case "join" -> new GroupChange.Join();
      default -> new GroupChange.Promote(new UserId(json.text("user")), role(json.text("role")));
    };
  }

  private static GroupChange.Create create(JsonObject json) {
    return new GroupChange.Create(
        new GroupSettings(json.text("name"), json.optionalText("description").orElse(""),
            json.optionalFlag("announcement").orElse(false), history(json).orElse(GroupSettings.History.JOINED)),
        users(json, "members"));
  }

  private static GroupChange.Set settings(JsonObject json) {
    return new GroupChange.Set(json.optionalText("name"), json.optionalText("description"),
        json.optionalFlag("announcement"), history(json));
  }

  private static List<UserId> users(JsonObject json, String field) {
    return json.texts(field).stream().map(UserId::new).distinct().toList();
  }

  private static Optional<GroupSettings.History> history(JsonObject json) {
    return json.optionalText("history").map(value -> switch (value) {
      case "joined" -> GroupSettings.History.JOINED;
      case "all" -> GroupSettings.History.ALL;
      default -> throw new InvalidValueException("Field history must be \"joined\" or \"all\".");
    });
  }

  public static Role role(String name) {
    return switch (name) {
      case "owner" -> Role.OWNER;
      case "admin" -> Role.ADMIN;
      case "member" -> Role.MEMBER;
      default -> throw new InvalidValueException("A role is \"owner\", \"admin\" or \"member\".");
    };
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static void write(JsonGenerator json, Content content) throws IOException {
    switch (content) {
      case Content.Said said -> writeSaid(json, said);
      case Change change -> writeChange(json, change);
      case GroupChange change -> writeGroupChange(json, change);
    }
  }

  private static void writeSaid(JsonGenerator json, Content.Said said) throws IOException {
    switch (said) {
      case Content.Text(String text, List<UserId> mentions, OptionalLong replyTo) -> {
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        if (!mentions.isEmpty()) {
          writeUsers(json, "mentions", mentions);
        }
        writeReply(json, replyTo);
      }
      case Content.File file -> {
        json.writeStringField("type", "file");
        json.writeStringField("fileId", file.fileId());
        json.writeStringField("name", file.name());
        json.writeStringField("mediaType", file.mediaType());
        json.writeNumberField("bytes", file.bytes());
        if (!file.caption().isEmpty()) {
          json.writeStringField("caption", file.caption());
        }
        writeReply(json, file.replyTo());
      }
      case Content.Encrypted(String payload) -> {
        json.writeStringField("type", "encrypted");
        json.writeStringField("payload", payload);
      }
      case Content.Deleted(UserId by) -> {
        json.writeStringField("type", "deleted");
        json.writeStringField("by", by.value());
      }
    }
  }

  private static void writeChange(JsonGenerator json, Change change) throws IOException {
    json.writeStringField("type", switch (change) {
      case Change.Edit _ -> "edit";
      case Change.Delete _ -> "delete";
      case Change.React _ -> "reaction";
      case Change.Pin _ -> "pin";
    });
    json.writeNumberField("target", change.target());
    switch (change) {
      case Change.Edit(long _, Content.Said content) -> {
        json.writeObjectFieldStart("content");
        writeSaid(json, content);
        json.writeEndObject();
      }
      case Change.Delete _ -> {
      }
      case Change.React(long _, String emoji, boolean removed) -> {
        json.writeStringField("emoji", emoji);
        writeRemoved(json, removed);
      }
      case Change.Pin(long _, boolean removed) -> writeRemoved(json, removed);
    }
  }

  private static void writeGroupChange(JsonGenerator json, GroupChange change) throws IOException {
    switch (change) {
      case GroupChange.Create(GroupSettings settings, List<UserId> members) -> {
        json.writeStringField("type", "create");
        writeSettings(json, settings);
        writeUsers(json, "members", members);
      }
      case GroupChange.Set set -> {
        json.writeStringField("type", "settings");
        if (set.name().isPresent()) {
          json.writeStringField("name", set.name().get());
        }
        if (set.description().isPresent()) {
          json.writeStringField("description", set.description().get());
        }
        if (set.announcement().isPresent()) {
          json.writeBooleanField("announcement", set.announcement().get());
        }
        if (set.history().isPresent()) {
          json.writeStringField("history", name(set.history().get()));
        }
      }
      case GroupChange.Add(List<UserId> users) -> {
        json.writeStringField("type", "add");
        writeUsers(json, "users", users);
      }
      case GroupChange.Remove(UserId user) -> {
        json.writeStringField("type", "remove");
        json.writeStringField("user", user.value());
      }
      case GroupChange.Leave(UserId newOwner) -> {
        json.writeStringField("type", "leave");
        if (newOwner != null) {
          json.writeStringField("newOwner", newOwner.value());
        }
      }
      case GroupChange.Join() -> json.writeStringField("type", "join");
      case GroupChange.Promote(UserId user, Role role) -> {
        json.writeStringField("type", "role");
        json.writeStringField("user", user.value());
        json.writeStringField("role", name(role));
      }
    }
  }

  static void writeSettings(JsonGenerator json, GroupSettings settings) throws IOException {
    json.writeStringField("name", settings.name());
    json.writeStringField("description", settings.description());
    json.writeBooleanField("announcement", settings.announcement());
    json.writeStringField("history", name(settings.history()));
  }

  private static void writeUsers(JsonGenerator json, String field, List<UserId> users) throws IOException {
    json.writeArrayFieldStart(field);
    for (UserId user : users) {
      json.writeString(user.value());
    }
    json.writeEndArray();
  }

  private static void writeReply(JsonGenerator json, OptionalLong replyTo) throws IOException {
    if (replyTo.isPresent()) {
      json.writeNumberField("replyTo", replyTo.getAsLong());
    }
  }

  private static void writeRemoved(JsonGenerator json, boolean removed) throws IOException {
    if (removed) {
      json.writeBooleanField("removed", true);
    }
  }
}
