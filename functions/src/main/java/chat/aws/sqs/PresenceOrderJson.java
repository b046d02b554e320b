package chat.aws.sqs;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ConnectionId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Work on presence as JSON. */
public final class PresenceOrderJson {
  private PresenceOrderJson() {}

  public static String encode(PresenceOrder order) {
    return JsonText.object(json -> {
      json.writeStringField("userId", order.userId().value());
      switch (order) {
        case Settle settle -> {
          json.writeStringField("order", "settle");
          write(json, "arriving", Optional.ofNullable(settle.arriving()).map(ConnectionId::value));
          write(json, "after", Optional.ofNullable(settle.after()).map(UserId::value));
        }
        case Check check -> {
          json.writeStringField("order", "check");
          write(json, "told", Optional.ofNullable(check.told()).map(PresenceState::name));
        }
        case Meet meet -> {
          json.writeStringField("order", "meet");
          json.writeStringField("otherId", meet.otherId().value());
        }
        case Tell tell -> {
          json.writeStringField("order", "tell");
          json.writeNumberField("attempt", tell.attempt());
          json.writeArrayFieldStart("watched");
          for (UserId watched : tell.watched()) {
            json.writeString(watched.value());
          }
          json.writeEndArray();
        }
      }
    });
  }

  private static void write(JsonGenerator json, String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  public static PresenceOrder decode(String text) {
    JsonObject json = JsonObject.parse(text);
    UserId userId = new UserId(json.text("userId"));
    return switch (json.text("order")) {
      case "settle" -> new Settle(userId, json.optionalText("arriving").map(ConnectionId::new).orElse(null),
          json.optionalText("after").map(UserId::new).orElse(null));
      case "check" -> new Check(userId, json.optionalText("told").map(PresenceOrderJson::state).orElse(null));
      case "meet" -> new Meet(userId, new UserId(json.text("otherId")));
      case "tell" -> new Tell(userId, json.texts("watched").stream().map(UserId::new).toList(),
          Math.toIntExact(json.wholeNumber("attempt")));
      default -> throw new JsonException("There is no such order.");
    };
  }

  private static PresenceState state(String name) {
    return Arrays.stream(PresenceState.values()).filter(state -> state.name().equals(name)).findFirst()
        .orElseThrow(() -> new JsonException("There is no such state."));
  }
}
