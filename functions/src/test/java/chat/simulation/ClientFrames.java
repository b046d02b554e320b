package chat.simulation;

import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.wire.ContentJson;
import java.util.List;
import java.util.Optional;

/** The frames of a client. */
final class ClientFrames {
  private ClientFrames() {}

  static String send(String requestId, Outgoing outgoing) {
    return JsonText.object(json -> {
      json.writeStringField("action", "send");
      json.writeStringField("requestId", requestId);
      if (outgoing.to().isPresent()) {
        json.writeStringField(outgoing.to().get().field(), outgoing.to().get().value());
      }
      json.writeStringField("clientMessageId", outgoing.id().value());
      json.writeNumberField("afterSeq", outgoing.afterSeq());
      json.writeFieldName("content");
      json.writeRawValue(ContentJson.encode(outgoing.content()));
    });
  }

  static String sync(String requestId, List<Cursor> cursors, Optional<String> after) {
    return JsonText.object(json -> {
      json.writeStringField("action", "sync");
      json.writeStringField("requestId", requestId);
      json.writeArrayFieldStart("cursors");
      for (Cursor cursor : cursors) {
        json.writeStartObject();
        json.writeStringField("channelId", cursor.channelId().value());
        json.writeNumberField("delivered", cursor.delivered());
        json.writeNumberField("read", cursor.read());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (after.isPresent()) {
        json.writeStringField("after", after.get());
      }
    });
  }

  static String ack(List<Cursor> cursors) {
    return JsonText.object(json -> {
      json.writeStringField("action", "ack");
      json.writeArrayFieldStart("channels");
      for (Cursor cursor : cursors) {
        json.writeStartObject();
        json.writeStringField("channelId", cursor.channelId().value());
        json.writeNumberField("delivered", cursor.delivered());
        json.writeNumberField("read", cursor.read());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  static String history(String requestId, ChannelId channelId, long after) {
    return JsonText.object(json -> {
      json.writeStringField("action", "history");
      json.writeStringField("requestId", requestId);
      json.writeStringField("channelId", channelId.value());
      json.writeNumberField("after", after);
    });
  }

  static String heartbeat(String requestId) {
    return JsonText.object(json -> {
      json.writeStringField("action", "heartbeat");
      json.writeStringField("requestId", requestId);
    });
  }

  static String invite(String requestId, ChannelId channelId) {
    return JsonText.object(json -> {
      json.writeStringField("action", "invite");
      json.writeStringField("requestId", requestId);
      json.writeStringField("channelId", channelId.value());
    });
  }
}
