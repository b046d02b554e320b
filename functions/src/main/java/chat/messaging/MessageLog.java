package chat.messaging;

import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;
import java.util.Optional;

/** Every channel's messages by number. Reads are strongly consistent, in the order of seq. Nothing is ever deleted. */
public interface MessageLog {
  /** The first {@code limit} messages with this seq or a higher one. */
  List<Message> from(ChannelId channelId, long seq, int limit);

  /** The last {@code limit} messages with a lower seq. */
  List<Message> before(ChannelId channelId, long seq, int limit);

  /** Stores the entry unless its number is taken; then returns the message that has it. */
  Optional<Message> putIfAbsent(LogEntry entry);
}
