package chat.simulation;

import chat.channel.StateChange;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import java.util.List;
import java.util.Optional;

/** The log behind it, for a bug to change one thing of. */
abstract class ForwardingMessageLog implements MessageLog {
  final MessageLog log;

  ForwardingMessageLog(MessageLog log) {
    this.log = log;
  }

  @Override
  public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
    return log.from(channelId, seq, limit);
  }

  @Override
  public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
    return log.before(channelId, seq, limit);
  }

  @Override
  public boolean put(LogEntry entry, Optional<StateChange> change) {
    return log.put(entry, change);
  }

  @Override
  public boolean replace(LogEntry entry) {
    return log.replace(entry);
  }
}
