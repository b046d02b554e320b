package chat.delivery;

import chat.messaging.LogEntry;
import chat.model.Message;
import java.util.List;

/** Messages for one socket, in the order in which they are posted; never empty. */
record Parcel(Target target, List<Message> messages) {
  Parcel {
    messages = List.copyOf(messages);
  }

  /** Of these entries, those that the socket did not send itself. */
  static List<Parcel> of(Target target, List<LogEntry> entries) {
    List<Message> messages = entries.stream()
        .filter(entry -> entry.origin().filter(target.connectionId()::equals).isEmpty()).map(LogEntry::message)
        .toList();
    return messages.isEmpty() ? List.of() : List.of(new Parcel(target, messages));
  }
}
