package chat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.InvalidValueException;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.Sighting;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Range;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Frames to actions and events to frames: the one place that knows the JSON of the protocol. */
public final class WireCodec {
  private static final Duration DEFAULT_INVITE = Duration.ofDays(7);

  private WireCodec() {}

  /** What a frame turned out to be. */
  public sealed interface Decoded {
    record Valid(ClientAction action) implements Decoded {}

    record Invalid(ServerEvent.Refused refusal) implements Decoded {}
  }

  /** Never throws, whatever the frame holds. */
  public static Decoded decode(String frame) {
    if (bytes(frame) > Limits.FRAME_BYTES) {
      return invalid(null, ErrorCode.TOO_LARGE, "A frame has at most 32768 bytes.");
    }
    JsonObject json;
    try {
      json = JsonObject.parse(frame);
    } catch (JsonException notAnObject) {
      return invalid(null, ErrorCode.MALFORMED, sentence(notAnObject));
    }
    RequestId requestId = null;
    try {
      requestId = json.optionalText("requestId").map(RequestId::new).orElse(null);
      return decode(json, requestId);
    } catch (TooLargeException tooLarge) {
      return invalid(requestId, ErrorCode.TOO_LARGE, sentence(tooLarge));
    } catch (JsonException | InvalidValueException outsideLimits) {
      return invalid(requestId, ErrorCode.INVALID, sentence(outsideLimits));
    }
  }

  private static Decoded decode(JsonObject json, @Nullable RequestId requestId) {
    Optional<ClientAction> action = Optional.ofNullable(switch (json.text("action")) {
      case "send" -> send(json, requestId);
      case "heartbeat" -> heartbeat(json, requestId);
      case "ack" -> new ClientAction.Ack(requestId, cursors(json, "channels"));
      case "typing" -> new ClientAction.Typing(requestId, channelId(json));
      case "sync" -> new ClientAction.Sync(requestId, cursors(json, "cursors"),
          json.optionalText("after").map(SyncPosition::parse).orElse(null));
      case "history" -> new ClientAction.History(requestId, channelId(json), range(json),
          small(json, "limit", Limits.HISTORY_PAGE));
      case "members" -> new ClientAction.Members(requestId, channelId(json),
          json.optionalText("after").map(UserId::new).orElse(null));
      case "invite" -> invite(requestId, channelId(json), json);
      case "revoke" -> new ClientAction.RevokeInvite(requestId, channelId(json),
          json.optionalText("invite").map(InviteCode::parse).orElse(null));
      case "privacy" -> new ClientAction.Privacy(requestId, flag(json, "receipts"));
      case "status" -> new ClientAction.Status(requestId, flag(json, "doNotDisturb"));
      case "online" -> new ClientAction.Online(requestId, channelId(json));
      default -> null;
    });
    return action.<Decoded>map(Decoded.Valid::new)
        .orElseGet(() -> invalid(requestId, ErrorCode.UNKNOWN_ACTION, "There is no such action."));
  }

  /** A new invite as the body of a request. */
  public static ClientAction.CreateInvite readInvite(ChannelId channelId, JsonObject json) {
    return invite(null, channelId, json);
  }

  private static ClientAction.CreateInvite invite(@Nullable RequestId requestId, ChannelId channelId,
      JsonObject json) {
    return new ClientAction.CreateInvite(requestId, channelId,
        Duration.ofSeconds(small(json, "expiresInSeconds", (int) DEFAULT_INVITE.toSeconds())),
        small(json, "uses", Limits.MEMBERS));
  }

  private static ClientAction heartbeat(JsonObject json, @Nullable RequestId requestId) {
    OptionalLong every = json.optionalWholeNumber("everySeconds");
    return new ClientAction.Heartbeat(requestId, json.texts("watch").stream().map(UserId::new).distinct().toList(),
        every.isPresent() ? Duration.ofSeconds(every.getAsLong()) : null, json.optionalFlag("away").orElse(null));
  }

  private static boolean flag(JsonObject json, String field) {
    return json.optionalFlag(field).orElseThrow(() -> new JsonException("Field " + field + " is missing."));
  }

  private static ClientAction send(JsonObject json, @Nullable RequestId requestId) {
    Content content = ContentJson.readSent(json.object("content"));
    return new ClientAction.Send(requestId, destination(json, content),
        new ClientMessageId(json.text("clientMessageId")), json.wholeNumber("afterSeq"), content);
  }

  private static Destination destination(JsonObject json, Content content) {
    List<String> given = Stream.of("channelId", "userId", "invite").filter(json::has).toList();
    return switch (content) {
      case GroupChange.Create _ when given.isEmpty() -> new Destination.ToNewGroup();
      case GroupChange.Create _ ->
        throw new JsonException("A group that is created has no channelId, userId or invite yet.");
      case GroupChange.Join _ when given.equals(List.of("invite")) ->
        new Destination.ByInvite(InviteCode.parse(json.text("invite")));
      case GroupChange.Join _ -> throw new JsonException("To join, give the invite and nothing else.");
      case Content _ -> readRecipient(json);
    };
  }

  /** To whom a message goes. */
  public static Destination readRecipient(JsonObject json) {
    if (json.has("channelId") == json.has("userId") || json.has("invite")) {
      throw new JsonException("Give either channelId or userId.");
    }
    return json.has("channelId")
        ? new Destination.ToChannel(channelId(json))
        : new Destination.ToUser(new UserId(json.text("userId")));
  }

  private static ChannelId channelId(JsonObject json) {
    return new ChannelId(json.text("channelId"));
  }

  /** A number outside of what an int holds becomes one that is outside of every limit as well. */
  private static int small(JsonObject json, String field, int standard) {
    return Math.clamp(json.optionalWholeNumber(field).orElse(standard), -1, Integer.MAX_VALUE);
  }

  private static List<Cursor> cursors(JsonObject json, String field) {
    return json.objects(field).stream().map(WireCodec::cursor).toList();
  }

  private static Cursor cursor(JsonObject json) {
    return new Cursor(new ChannelId(json.text("channelId")), json.optionalWholeNumber("delivered").orElse(0),
        json.optionalWholeNumber("read").orElse(0));
  }

  private static Range range(JsonObject json) {
    return Range.of(json.optionalWholeNumber("before"), json.optionalWholeNumber("after"),
        json.optionalWholeNumber("around"));
  }

  /** One JSON object. The caller keeps it within {@value Limits#FRAME_BYTES} bytes. */
  public static String encode(ServerEvent event) {
    return JsonText.object(json -> {
      switch (event) {
        case ServerEvent.Answer answer -> {
          writeHead(json, answer);
          writeFields(json, answer);
        }
        case ServerEvent.Delivered(List<Message> messages) -> {
          writeHead(json, "messages", null);
          MessageJson.writeAll(json, messages);
        }
        case ServerEvent.Receipt(UserId userId, List<Cursor> cursors) -> {
          writeHead(json, "receipt", null);
          json.writeStringField("userId", userId.value());
          json.writeArrayFieldStart("channels");
          for (Cursor cursor : cursors) {
            json.writeStartObject();
            json.writeStringField("channelId", cursor.channelId().value());
            json.writeNumberField("delivered", cursor.delivered());
            json.writeNumberField("read", cursor.read());
            json.writeEndObject();
          }
          json.writeEndArray();
        }
        case ServerEvent.MemberTyping(ChannelId channelId, UserId userId) -> {
          writeHead(json, "typing", null);
          json.writeStringField("channelId", channelId.value());
          json.writeStringField("userId", userId.value());
        }
        case ServerEvent.Alive alive -> writeFields(json, alive);
        case ServerEvent.PresenceChanged(List<Sighting> users, Duration nextHeartbeat) -> {
          writeHead(json, "presence", null);
          writeSightings(json, "users", users);
          if (nextHeartbeat != null) {
            writePace(json, nextHeartbeat);
          }
        }
        case ServerEvent.Synced synced -> {
          writeHead(json, "synced", synced.requestId());
          writePage(json, synced.viewer(), synced.channels(),
              Optional.ofNullable(synced.next()).map(SyncPosition::text));
        }
        case ServerEvent.MemberPage page -> {
          writeHead(json, "members", page.requestId());
          writePage(json, page.channelId(), page.members(), Optional.ofNullable(page.next()).map(UserId::value));
        }
        case ServerEvent.Revoked(RequestId requestId, ChannelId channelId) -> {
          writeHead(json, "revoked", requestId);
          json.writeStringField("channelId", channelId.value());
        }
        case ServerEvent.PrivacySet(RequestId requestId, boolean receipts) -> {
          writeHead(json, "privacy", requestId);
          json.writeBooleanField("receipts", receipts);
        }
        case ServerEvent.StatusSet(RequestId requestId, boolean doNotDisturb) -> {
          writeHead(json, "status", requestId);
          json.writeBooleanField("doNotDisturb", doNotDisturb);
        }
        case ServerEvent.OnlineMembers(RequestId requestId, ChannelId channelId, List<Sighting> users) -> {
          writeHead(json, "online", requestId);
          json.writeStringField("channelId", channelId.value());
          writeSightings(json, "users", users);
        }
        case ServerEvent.Ended(ServerEvent.Ended.Reason reason) -> {
          writeHead(json, "ended", null);
          json.writeStringField("reason", reason.name());
        }
        case ServerEvent.Refused refused -> writeFields(json, refused);
      }
    });
  }

  /** The answer as the body of a response. */
  public static String encodeBody(ServerEvent.Answer answer) {
    return JsonText.object(json -> writeFields(json, answer));
  }

  /** A page of channels as the body of a response. {@code next}: the cursor of the page after it. */
  public static String encodePage(UserId viewer, List<ServerEvent.ChannelUpdate> channels, Optional<String> next) {
    return JsonText.object(json -> writePage(json, viewer, channels, next));
  }

  /** A page of members as the body of a response. {@code next}: the cursor of the page after it. */
  public static String encodeMembers(ChannelId channelId, List<Membership> members, Optional<String> next) {
    return JsonText.object(json -> writePage(json, channelId, members, next));
  }

  /** One channel as a sync tells of it. */
  public static String encodeBody(Conversation conversation, UserId viewer) {
    return JsonText.object(
        json -> writeFields(json, new ServerEvent.ChannelUpdate(conversation, List.of(), false), viewer));
  }

  private static void writeHead(JsonGenerator json, ServerEvent.Answer answer) throws IOException {
    switch (answer) {
      case ServerEvent.Accepted(RequestId requestId, Message _) -> writeHead(json, "accepted", requestId);
      case ServerEvent.Page page -> writeHead(json, "page", page.requestId());
      case ServerEvent.Invited(RequestId requestId, Invite _) -> writeHead(json, "invite", requestId);
    }
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Answer answer) throws IOException {
    switch (answer) {
      case ServerEvent.Accepted(RequestId _, Message message) -> {
        json.writeStringField("channelId", message.channelId().value());
        json.writeStringField("clientMessageId", message.clientMessageId().value());
        json.writeNumberField("seq", message.seq());
        json.writeNumberField("sentAt", message.sentAt().toEpochMilli());
      }
      case ServerEvent.Page page -> writeFields(json, page);
      case ServerEvent.Invited(RequestId _, Invite invite) -> {
        json.writeStringField("channelId", invite.code().channelId().value());
        json.writeStringField("invite", invite.code().text());
        json.writeNumberField("expiresAt", invite.expiresAt().toEpochMilli());
        json.writeNumberField("uses", invite.uses());
      }
    }
  }

  /** UTF-8 bytes of a text. */
  public static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Alive alive) throws IOException {
    writeHead(json, "alive", alive.requestId());
    writePace(json, alive.nextHeartbeat());
    if (alive.forgotten()) {
      json.writeBooleanField("forgotten", true);
    }
    writeSightings(json, "watched", alive.watched());
  }

  private static void writePace(JsonGenerator json, Duration nextHeartbeat) throws IOException {
    json.writeNumberField("nextHeartbeatSeconds", nextHeartbeat.toSeconds());
  }

  private static void writeSightings(JsonGenerator json, String field, List<Sighting> sightings) throws IOException {
    json.writeArrayFieldStart(field);
    for (Sighting sighting : sightings) {
      json.writeStartObject();
      writeFields(json, sighting);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFields(JsonGenerator json, Sighting sighting) throws IOException {
    json.writeStringField("userId", sighting.userId().value());
    json.writeStringField("state", switch (sighting.state()) {
      case ONLINE -> "online";
      case AWAY -> "away";
      case DO_NOT_DISTURB -> "do-not-disturb";
      case OFFLINE -> "offline";
    });
    json.writeNumberField("version", sighting.version());
    if (sighting.lastActiveAt() != null) {
      json.writeNumberField("lastActiveAt", sighting.lastActiveAt().toEpochMilli());
    }
  }

  /** UTF-8 bytes that a sighting takes in an event. */
  static int bytes(Sighting sighting) {
    return bytes(JsonText.object(json -> writeFields(json, sighting)));
  }

  private static void writePage(JsonGenerator json, UserId viewer, List<ServerEvent.ChannelUpdate> channels,
      Optional<String> next) throws IOException {
    json.writeArrayFieldStart("channels");
    for (ServerEvent.ChannelUpdate update : channels) {
      json.writeStartObject();
      writeFields(json, update, viewer);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeNext(json, next);
  }

  private static void writeNext(JsonGenerator json, Optional<String> next) throws IOException {
    if (next.isPresent()) {
      json.writeStringField("next", next.get());
    }
  }

  private static void writeFields(JsonGenerator json, ServerEvent.ChannelUpdate update, UserId viewer)
      throws IOException {
    Channel channel = update.conversation().channel();
    Membership membership = update.conversation().membership();
    json.writeStringField("channelId", channel.id().value());
    if (!membership.isActive()) {
      json.writeNumberField("left", membership.leftSeq());
      return;
    }
    switch (channel.kind()) {
      case Channel.Kind.Direct direct -> {
        json.writeStringField("kind", "direct");
        json.writeStringField("peer", direct.peerOf(viewer).value());
      }
      case Channel.Kind.Group(GroupSettings settings, int size) -> {
        json.writeStringField("kind", "group");
        ContentJson.writeSettings(json, settings);
        json.writeNumberField("size", size);
        json.writeStringField("role", ContentJson.name(membership.role()));
      }
    }
    if (update.conversation().peer().isPresent()) {
      Membership peer = update.conversation().peer().get();
      json.writeNumberField("peerDelivered", peer.delivered());
      json.writeNumberField("peerRead", peer.read());
    }
    if (!channel.pinned().isEmpty()) {
      json.writeArrayFieldStart("pinned");
      for (long seq : channel.pinned()) {
        json.writeNumber(seq);
      }
      json.writeEndArray();
    }
    json.writeNumberField("first", membership.readableFrom());
    json.writeNumberField("head", channel.head());
    json.writeNumberField("unread", update.conversation().unread());
    writeCursors(json, membership);
    writeMute(json, membership);
    if (channel.lastMessage().isPresent()) {
      json.writeObjectFieldStart("lastMessage");
      MessageJson.write(json, channel.lastMessage().get());
      json.writeEndObject();
    }
    if (!update.messages().isEmpty()) {
      MessageJson.writeAll(json, update.messages());
      json.writeBooleanField("more", update.more());
    }
  }

  private static void writeCursors(JsonGenerator json, Membership membership) throws IOException {
    json.writeNumberField("delivered", membership.delivered());
    json.writeNumberField("read", membership.read());
  }

  /** Nothing if it never was, or is no more; a time that is over may be told as well. */
  public static void writeMute(JsonGenerator json, Membership membership) throws IOException {
    if (membership.mutedUntil().isAfter(Instant.EPOCH)) {
      json.writeNumberField("mutedUntil", membership.mutedUntil().toEpochMilli());
    }
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Page page) throws IOException {
    json.writeStringField("channelId", page.channelId().value());
    MessageJson.writeAll(json, page.messages());
    json.writeBooleanField("more", page.more());
    json.writeNumberField("first", page.first());
  }

  private static void writePage(JsonGenerator json, ChannelId channelId, List<Membership> members,
      Optional<String> next) throws IOException {
    json.writeStringField("channelId", channelId.value());
    json.writeArrayFieldStart("members");
    for (Membership member : members) {
      json.writeStartObject();
      json.writeStringField("userId", member.userId().value());
      json.writeStringField("role", ContentJson.name(member.role()));
      writeCursors(json, member);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeNext(json, next);
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Refused refused) throws IOException {
    writeHead(json, "refused", refused.requestId());
    json.writeStringField("code", refused.code().name());
    json.writeStringField("reason", refused.reason());
    if (refused.retryAfterMillis().isPresent()) {
      json.writeNumberField("retryAfterMillis", refused.retryAfterMillis().getAsLong());
    }
    if (refused.errorId() != null) {
      json.writeStringField("errorId", refused.errorId());
    }
  }

  private static void writeHead(JsonGenerator json, String event, @Nullable RequestId requestId) throws IOException {
    json.writeStringField("event", event);
    if (requestId != null) {
      json.writeStringField("requestId", requestId.value());
    }
  }

  private static Decoded invalid(@Nullable RequestId requestId, ErrorCode code, String reason) {
    return new Decoded.Invalid(new ServerEvent.Refused(requestId, code, reason));
  }

  private static String sentence(RuntimeException expected) {
    return Optional.ofNullable(expected.getMessage()).orElse("The frame is not valid.");
  }
}
