package chat.entrypoint.rest;

import chat.export.ExportData.Outcome.Page;
import chat.export.Exported;
import chat.export.Exported.Entry;
import chat.export.Exported.OfAccount;
import chat.export.Exported.OfContact;
import chat.export.Exported.OfMembership;
import chat.export.Exported.OfMessage;
import chat.export.Exported.OfPresence;
import chat.export.Exported.OfPrivacy;
import chat.export.Exported.OfProfile;
import chat.export.Exported.OfPush;
import chat.export.Exported.OfReport;
import chat.json.JsonText;
import chat.model.Account;
import chat.model.Channel;
import chat.model.Channel.Kind.Direct;
import chat.model.Channel.Kind.Group;
import chat.model.GroupSettings;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.PrivacySettings;
import chat.model.Profile;
import chat.model.PushDevice;
import chat.model.Socket;
import chat.wire.MessageJson;
import chat.wire.WireCodec;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/** What is stored of a user as JSON: items that say by their {@code type} what they are. */
final class ExportJson {
  private ExportJson() {}

  static String encode(Page page) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("items");
      for (Exported item : page.items()) {
        json.writeStartObject();
        write(json, item);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (page.next().isPresent()) {
        json.writeStringField("next", page.next().get());
      }
    });
  }

  private static void write(JsonGenerator json, Exported item) throws IOException {
    switch (item) {
      case OfAccount(Account account) -> write(json, account);
      case OfProfile(Profile profile) -> {
        json.writeStringField("type", "profile");
        PeopleJson.writeProfile(json, profile);
      }
      case OfPrivacy(PrivacySettings settings) -> {
        json.writeStringField("type", "privacy");
        PeopleJson.writePrivacy(json, settings);
      }
      case OfPresence(Presence presence) -> write(json, presence);
      case OfPush(PushDevice device) -> {
        json.writeStringField("type", "push");
        json.writeStringField("deviceId", device.device().value());
        PushJson.write(json, device);
      }
      case OfContact contact -> write(json, contact);
      case OfReport report -> write(json, report);
      case OfMembership(Membership membership, Channel channel) -> write(json, membership, channel);
      case OfMessage(Message message) -> {
        json.writeStringField("type", "message");
        MessageJson.write(json, message);
      }
    }
  }

  private static void write(JsonGenerator json, Account account) throws IOException {
    json.writeStringField("type", "account");
    json.writeStringField("userId", account.userId().value());
    json.writeStringField("standing", PeopleJson.name(account.standing()));
    if (account.signedOutAt().isAfter(Instant.EPOCH)) {
      json.writeNumberField("signedOutAt", account.signedOutAt().toEpochMilli());
    }
  }

  private static void write(JsonGenerator json, Presence presence) throws IOException {
    json.writeStringField("type", "presence");
    json.writeNumberField("lastActiveAt", presence.lastActiveAt().toEpochMilli());
    json.writeArrayFieldStart("sockets");
    for (Socket socket : presence.connections().values()) {
      json.writeStartObject();
      json.writeStringField("deviceId", socket.device().value());
      json.writeNumberField("since", socket.since().toEpochMilli());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, OfContact contact) throws IOException {
    json.writeStringField("type", "contact");
    json.writeStringField("userId", contact.otherId().value());
    json.writeStringField("state", PeopleJson.name(contact.state()));
    json.writeBooleanField("blocked", contact.blocked());
    json.writeNumberField("since", contact.since().toEpochMilli());
  }

  private static void write(JsonGenerator json, OfReport report) throws IOException {
    json.writeStringField("type", "report");
    json.writeStringField("userId", report.about().value());
    if (report.entry().isPresent()) {
      Entry entry = report.entry().get();
      json.writeStringField("channelId", entry.channelId().value());
      json.writeNumberField("seq", entry.seq());
    }
    json.writeStringField("reason", PeopleJson.name(report.reason()));
    json.writeStringField("comment", report.comment());
    json.writeNumberField("at", report.at().toEpochMilli());
  }

  private static void write(JsonGenerator json, Membership membership, Channel channel) throws IOException {
    json.writeStringField("type", "membership");
    json.writeStringField("channelId", membership.channelId().value());
    switch (channel.kind()) {
      case Direct direct -> {
        json.writeStringField("kind", "direct");
        json.writeStringField("peer", direct.peerOf(membership.userId()).value());
      }
      case Group(GroupSettings settings, int _) -> {
        json.writeStringField("kind", "group");
        if (membership.isActive()) { // who left is not to hear of later names
          json.writeStringField("name", settings.name());
        }
        json.writeStringField("role", PeopleJson.name(membership.role()));
      }
    }
    json.writeNumberField("delivered", membership.delivered());
    json.writeNumberField("read", membership.read());
    WireCodec.writeMute(json, membership);
    if (!membership.isActive()) {
      json.writeNumberField("left", membership.leftSeq());
    }
  }
}
