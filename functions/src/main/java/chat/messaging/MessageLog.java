package chat.messaging;

import chat.channel.StateChange;
import chat.model.ChannelId;
import java.util.List;
import java.util.Optional;

/** Every channel's entries by number. Reads are strongly consistent, in the order of seq. Nothing is ever deleted. */
public interface MessageLog {
  /** The first {@code limit} entries with this seq or a higher one. */
  List<LogEntry> from(ChannelId channelId, long seq, int limit);

  /** The last {@code limit} entries with a lower seq. */
  List<LogEntry> before(ChannelId channelId, long seq, int limit);

  default Optional<LogEntry> find(ChannelId channelId, long seq) {
    return from(channelId, seq, 1).stream().filter(entry -> entry.message().seq() == seq).findFirst();
  }

  /**
   * Stores the entry, and in the same transaction the change that it tells of. Returns false if its number is taken, if
   * the channel is no longer as the change takes it to be, or if another transaction was under way: look again.
   */
  boolean put(LogEntry entry, Optional<StateChange> change);

  /** Stores the entry in its own place, if the one there has the revision before. */
  boolean replace(LogEntry entry);
}
