package chat.endtoend;

import chat.json.JsonObject;
import chat.model.Message;
import chat.wire.MessageJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An entry of a channel as a client is shown it. {@code users}: whom it brings in or sends away. */
record Entry(String channelId, long seq, String sender, String clientMessageId, String type, Optional<String> text,
    List<String> users) {

  static Entry read(JsonObject message) {
    JsonObject content = message.object("content");
    return new Entry(message.text("channelId"), message.wholeNumber("seq"), message.text("sender"),
        message.text("clientMessageId"), content.text("type"), content.optionalText("text"), users(content));
  }

  static Entry of(Message stored) {
    return read(JsonObject.parse(MessageJson.encode(stored)));
  }

  private static List<String> users(JsonObject content) {
    return Stream.of(content.texts("members").stream(), content.texts("users").stream(),
        content.optionalText("user").stream()).flatMap(users -> users).toList();
  }

  /** Whether the user comes in or goes by this entry; empty when it is about something else. */
  Optional<Boolean> brings(String user) {
    boolean concerned = sender.equals(user) || users.contains(user);
    return switch (type) {
      case "create", "join" -> concerned ? Optional.of(true) : Optional.empty();
      case "add" -> users.contains(user) ? Optional.of(true) : Optional.empty();
      case "leave" -> sender.equals(user) ? Optional.of(false) : Optional.empty();
      case "remove" -> users.contains(user) ? Optional.of(false) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
