package chat.aws.sqs;

import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryOrder.Chunk;
import chat.delivery.DeliveryOrder.Repair;
import chat.delivery.DeliveryOrder.Retry;
import chat.delivery.Target;
import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What goes through the queues as JSON: which entries and to whom, never what they say. */
public final class DeliveryOrderJson {
  private DeliveryOrderJson() {}

  public static String encode(DeliveryOrder order) {
    return JsonText.object(json -> {
      json.writeStringField("channelId", order.channelId().value());
      json.writeNumberField("from", order.from());
      json.writeNumberField("to", order.to());
      switch (order) {
        case Chunk chunk -> {
          json.writeStringField("order", "chunk");
          json.writeArrayFieldStart("users");
          for (UserId user : chunk.users()) {
            json.writeString(user.value());
          }
          json.writeEndArray();
        }
        case Retry retry -> {
          json.writeStringField("order", "retry");
          json.writeNumberField("attempt", retry.attempt());
          writeTargets(json, retry.targets());
        }
        case Repair _ -> json.writeStringField("order", "repair");
      }
    });
  }

  private static void writeTargets(JsonGenerator json, List<Target> targets) throws IOException {
    json.writeArrayFieldStart("targets");
    for (Target target : targets) {
      json.writeStartObject();
      json.writeStringField("userId", target.userId().value());
      json.writeStringField("connectionId", target.connectionId().value());
      json.writeNumberField("since", target.since().toEpochMilli());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static DeliveryOrder decode(String text) {
    JsonObject json = JsonObject.parse(text);
    ChannelId channelId = new ChannelId(json.text("channelId"));
    long from = json.wholeNumber("from");
    long to = json.wholeNumber("to");
    return switch (json.text("order")) {
      case "chunk" -> new Chunk(channelId, from, to, json.texts("users").stream().map(UserId::new).toList());
      case "retry" -> new Retry(channelId, from, to,
          json.objects("targets").stream().map(DeliveryOrderJson::readTarget).toList(),
          Math.toIntExact(json.wholeNumber("attempt")));
      case "repair" -> new Repair(channelId, from, to);
      default -> throw new JsonException("There is no such order.");
    };
  }

  private static Target readTarget(JsonObject json) {
    return new Target(new UserId(json.text("userId")), new ConnectionId(json.text("connectionId")),
        Instant.ofEpochMilli(json.wholeNumber("since")));
  }
}
