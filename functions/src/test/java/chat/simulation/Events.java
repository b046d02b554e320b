package chat.simulation;

import chat.json.JsonText;
import chat.messaging.LogEntry;
import chat.model.Message;
import chat.wire.ContentJson;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** What functions are started with, in the form that AWS gives it. */
final class Events {
  private static final String SIGNED_IN_AT = "1764000000";

  private Events() {}

  /** A record of the stream of Messages. {@code insert}: whether the entry is new, or was changed in place. */
  record StreamRecord(long number, LogEntry entry, boolean insert) {}

  /** {@code receives}: how often it was handed out, this time included. */
  record QueueMessage(String messageId, String body, int receives) {
    QueueMessage again() {
      return new QueueMessage(messageId, body, receives + 1);
    }
  }

  static String connect(Socket socket) {
    return JsonText.object(json -> {
      json.writeObjectFieldStart("multiValueHeaders");
      json.writeArrayFieldStart("Sec-WebSocket-Protocol");
      json.writeString("chat.v1");
      json.writeEndArray();
      json.writeEndObject();
      writeContext(json, socket);
    });
  }

  static String disconnect(Socket socket) {
    return JsonText.object(json -> writeContext(json, socket));
  }

  static String frame(Socket socket, String frame) {
    return JsonText.object(json -> {
      json.writeStringField("body", frame);
      writeContext(json, socket);
    });
  }

  private static void writeContext(JsonGenerator json, Socket socket) throws IOException {
    json.writeObjectFieldStart("requestContext");
    json.writeStringField("connectionId", socket.connectionId().value());
    json.writeObjectFieldStart("authorizer");
    json.writeStringField("userId", socket.device().userId().value());
    json.writeStringField("deviceId", socket.device().toString());
    json.writeStringField("issuedAt", SIGNED_IN_AT);
    json.writeEndObject();
    json.writeEndObject();
  }

  static String stream(List<StreamRecord> records) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (StreamRecord record : records) {
        json.writeStartObject();
        json.writeStringField("eventName", record.insert() ? "INSERT" : "MODIFY");
        json.writeObjectFieldStart("dynamodb");
        json.writeStringField("SequenceNumber", Long.toString(record.number()));
        json.writeObjectFieldStart("NewImage");
        writeImage(json, record.entry());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /** As the row was first stored: nothing was changed in place yet. */
  private static void writeImage(JsonGenerator json, LogEntry entry) throws IOException {
    Message message = entry.message();
    writeText(json, "channelId", message.channelId().value());
    writeNumber(json, "seq", message.seq());
    writeText(json, "sender", message.sender().value());
    writeText(json, "clientMessageId", message.clientMessageId().value());
    writeNumber(json, "sentAt", message.sentAt().toEpochMilli());
    writeText(json, "content", ContentJson.encode(message.content()));
    if (entry.origin().isPresent()) {
      writeText(json, "origin", entry.origin().get().value());
    }
    if (entry.express()) {
      writeNumber(json, "express", 1);
    }
    if (entry.announcement()) {
      writeNumber(json, "announcement", 1);
    }
    if (entry.fingerprint().isPresent()) {
      writeText(json, "fingerprint", entry.fingerprint().get());
    }
  }

  private static void writeText(JsonGenerator json, String name, String value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("S", value);
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String name, long value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("N", Long.toString(value));
    json.writeEndObject();
  }

  static String queue(List<QueueMessage> messages) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (QueueMessage message : messages) {
        json.writeStartObject();
        json.writeStringField("messageId", message.messageId());
        json.writeStringField("body", message.body());
        json.writeObjectFieldStart("attributes");
        json.writeStringField("ApproximateReceiveCount", Integer.toString(message.receives()));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
