package chat.wire;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/** Messages and their content as JSON: one form on the wire and in the tables. */
public final class MessageJson {
  private MessageJson() {}

  public static String encode(Content content) {
    return JsonText.object(json -> writeFields(json, content));
  }

  public static Content decodeContent(String json) {
    return readContent(JsonObject.parse(json));
  }

  public static String encode(Message message) {
    return JsonText.object(json -> writeFields(json, message));
  }

  public static Message decode(String json) {
    return read(JsonObject.parse(json));
  }

  static Content readContent(JsonObject json) {
    return switch (json.text("type")) {
      case "text" -> new Content.Text(json.text("text"));
      default -> throw new JsonException("Field content.type must be \"text\".");
    };
  }

  static Message read(JsonObject json) {
    return new Message(new ChannelId(json.text("channelId")), json.wholeNumber("seq"),
        new UserId(json.text("sender")), new ClientMessageId(json.text("clientMessageId")),
        Instant.ofEpochMilli(json.wholeNumber("sentAt")), readContent(json.object("content")));
  }

  static void writeFields(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("channelId", message.channelId().value());
    json.writeNumberField("seq", message.seq());
    json.writeStringField("sender", message.sender().value());
    json.writeStringField("clientMessageId", message.clientMessageId().value());
    json.writeNumberField("sentAt", message.sentAt().toEpochMilli());
    json.writeObjectFieldStart("content");
    writeFields(json, message.content());
    json.writeEndObject();
  }

  private static void writeFields(JsonGenerator json, Content content) throws IOException {
    switch (content) {
      case Content.Text(String text) -> {
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
      }
    }
  }
}
