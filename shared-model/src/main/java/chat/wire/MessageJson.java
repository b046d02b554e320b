package chat.wire;

import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Message;
import chat.model.Message.Reaction;
import chat.model.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/** Messages as JSON: one form on the wire and in the tables. */
public final class MessageJson {
  private MessageJson() {}

  public static String encode(Message message) {
    return JsonText.object(json -> write(json, message));
  }

  public static Message decode(String json) {
    return read(JsonObject.parse(json));
  }

  public static Message read(JsonObject json) {
    return new Message(new ChannelId(json.text("channelId")), json.wholeNumber("seq"),
        new UserId(json.text("sender")), new ClientMessageId(json.text("clientMessageId")),
        Instant.ofEpochMilli(json.wholeNumber("sentAt")), ContentJson.read(json.object("content")),
        json.optionalWholeNumber("edited").orElse(0),
        json.objects("reactions").stream()
            .map(reaction -> new Reaction(new UserId(reaction.text("userId")), reaction.text("emoji"))).toList());
  }

  /** Its fields, into an object that is open. */
  public static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("channelId", message.channelId().value());
    json.writeNumberField("seq", message.seq());
    json.writeStringField("sender", message.sender().value());
    json.writeStringField("clientMessageId", message.clientMessageId().value());
    json.writeNumberField("sentAt", message.sentAt().toEpochMilli());
    json.writeObjectFieldStart("content");
    ContentJson.write(json, message.content());
    json.writeEndObject();
    if (message.edited() > 0) {
      json.writeNumberField("edited", message.edited());
    }
    if (!message.reactions().isEmpty()) {
      json.writeArrayFieldStart("reactions");
      for (Reaction reaction : message.reactions()) {
        json.writeStartObject();
        write(json, reaction);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** What a reaction adds to a message. */
  public static int bytes(Reaction reaction) {
    return WireCodec.bytes(JsonText.object(json -> write(json, reaction))) + 1;
  }

  private static void write(JsonGenerator json, Reaction reaction) throws IOException {
    json.writeStringField("userId", reaction.userId().value());
    json.writeStringField("emoji", reaction.emoji());
  }

  static void writeAll(JsonGenerator json, Iterable<Message> messages) throws IOException {
    json.writeArrayFieldStart("messages");
    for (Message message : messages) {
      json.writeStartObject();
      write(json, message);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
