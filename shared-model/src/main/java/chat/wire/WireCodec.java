package chat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.UserId;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Range;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frames to actions and events to frames: the one place that knows the JSON of the protocol. */
public final class WireCodec {
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
    } catch (JsonException | InvalidValueException outsideLimits) {
      return invalid(requestId, ErrorCode.INVALID, sentence(outsideLimits));
    }
  }

  private static Decoded decode(JsonObject json, @Nullable RequestId requestId) {
    return switch (json.text("action")) {
      case "send" -> new Decoded.Valid(new ClientAction.Send(requestId, destination(json),
          new ClientMessageId(json.text("clientMessageId")), json.wholeNumber("afterSeq"),
          MessageJson.readContent(json.object("content"))));
      case "heartbeat" -> new Decoded.Valid(
          new ClientAction.Heartbeat(requestId, json.texts("watch").stream().map(UserId::new).distinct().toList()));
      case "ack" -> new Decoded.Valid(
          new ClientAction.Ack(requestId, json.objects("channels").stream().map(WireCodec::cursor).toList()));
      case "typing" ->
        new Decoded.Valid(new ClientAction.Typing(requestId, new ChannelId(json.text("channelId"))));
      case "sync" -> new Decoded.Valid(
          new ClientAction.Sync(requestId, json.optionalText("after").map(ChannelId::new).orElse(null)));
      case "history" -> new Decoded.Valid(new ClientAction.History(requestId, new ChannelId(json.text("channelId")),
          range(json), Math.toIntExact(Math.clamp(
              json.optionalWholeNumber("limit").orElse(Limits.HISTORY_PAGE), 0, Limits.HISTORY_PAGE + 1))));
      default -> invalid(requestId, ErrorCode.UNKNOWN_ACTION, "There is no such action.");
    };
  }

  private static Destination destination(JsonObject json) {
    if (json.has("channelId") == json.has("userId")) {
      throw new JsonException("Give either channelId or userId.");
    }
    return json.has("channelId")
        ? new Destination.ToChannel(new ChannelId(json.text("channelId")))
        : new Destination.ToUser(new UserId(json.text("userId")));
  }

  private static Cursor cursor(JsonObject json) {
    return new Cursor(new ChannelId(json.text("channelId")), json.optionalWholeNumber("delivered").orElse(0),
        json.optionalWholeNumber("read").orElse(0));
  }

  private static Range range(JsonObject json) {
    if (json.has("before") && json.has("after")) {
      throw new JsonException("Give either before or after.");
    }
    if (json.has("after")) {
      return new Range.After(json.wholeNumber("after"));
    }
    return json.has("before") ? new Range.Before(json.wholeNumber("before")) : Range.Before.END;
  }

  /** One JSON object. The caller keeps it within {@value Limits#FRAME_BYTES} bytes. */
  public static String encode(ServerEvent event) {
    return JsonText.object(json -> {
      switch (event) {
        case ServerEvent.Accepted(RequestId requestId, Message message) -> {
          writeHead(json, "accepted", requestId);
          json.writeStringField("channelId", message.channelId().value());
          json.writeStringField("clientMessageId", message.clientMessageId().value());
          json.writeNumberField("seq", message.seq());
          json.writeNumberField("sentAt", message.sentAt().toEpochMilli());
        }
        case ServerEvent.Delivered(Message message) -> {
          writeHead(json, "message", null);
          MessageJson.writeFields(json, message);
        }
        case ServerEvent.Receipt(Membership membership) -> {
          writeHead(json, "receipt", null);
          json.writeStringField("channelId", membership.channelId().value());
          json.writeStringField("userId", membership.userId().value());
          json.writeNumberField("delivered", membership.delivered());
          json.writeNumberField("read", membership.read());
        }
        case ServerEvent.MemberTyping(ChannelId channelId, UserId userId) -> {
          writeHead(json, "typing", null);
          json.writeStringField("channelId", channelId.value());
          json.writeStringField("userId", userId.value());
        }
        case ServerEvent.Alive alive -> writeFields(json, alive);
        case ServerEvent.Synced synced -> writeFields(json, synced);
        case ServerEvent.Page page -> writeFields(json, page);
        case ServerEvent.Refused refused -> writeFields(json, refused);
      }
    });
  }

  /** UTF-8 bytes of a text. */
  public static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Alive alive) throws IOException {
    writeHead(json, "alive", alive.requestId());
    json.writeNumberField("nextHeartbeatMillis", alive.nextHeartbeat().toMillis());
    json.writeArrayFieldStart("presence");
    for (ServerEvent.WatchedUser user : alive.watched()) {
      json.writeStartObject();
      json.writeStringField("userId", user.userId().value());
      json.writeStringField("state", user.online() ? "online" : "offline");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Synced synced) throws IOException {
    writeHead(json, "synced", synced.requestId());
    json.writeArrayFieldStart("channels");
    for (Conversation conversation : synced.channels()) {
      Channel channel = conversation.channel();
      json.writeStartObject();
      json.writeStringField("channelId", channel.id().value());
      switch (channel.kind()) {
        case Channel.Kind.Direct direct -> {
          json.writeStringField("kind", "direct");
          json.writeStringField("peer", direct.peerOf(synced.viewer()).value());
        }
      }
      json.writeNumberField("head", channel.head());
      json.writeNumberField("unread", conversation.unread());
      json.writeNumberField("delivered", conversation.membership().delivered());
      json.writeNumberField("read", conversation.membership().read());
      if (channel.lastMessage().isPresent()) {
        json.writeObjectFieldStart("lastMessage");
        MessageJson.writeFields(json, channel.lastMessage().get());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (synced.next() != null) {
      json.writeStringField("next", synced.next().value());
    }
  }

  private static void writeFields(JsonGenerator json, ServerEvent.Page page) throws IOException {
    writeHead(json, "page", page.requestId());
    json.writeStringField("channelId", page.channelId().value());
    json.writeArrayFieldStart("messages");
    for (Message message : page.messages()) {
      json.writeStartObject();
      MessageJson.writeFields(json, message);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("more", page.more());
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
