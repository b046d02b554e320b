package chat.simulation;

import chat.channel.StateChange;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import java.util.List;
import java.util.Optional;

/** The log as functions reach it. A write that is tried again by the SDK finds its own first try in its way. */
final class SteppedMessageLog implements MessageLog {
  private final Steps steps;
  private final Tables tables;

  SteppedMessageLog(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
    return steps.call("read the log from " + seq, () -> tables.log.from(channelId, seq, limit));
  }

  @Override
  public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
    return steps.call("read the log before " + seq, () -> tables.log.before(channelId, seq, limit));
  }

  @Override
  public boolean put(LogEntry entry, Optional<StateChange> change) {
    String what = "put " + entry + change.map(with -> " with " + with).orElse("");
    if (steps.strikes(Fault.CONFLICT)) {
      return steps.call(what + " in conflict", () -> false);
    }
    return steps.call(what, () -> tables.put(entry, change), first -> first && change.isPresent());
  }

  @Override
  public boolean replace(LogEntry entry) {
    String what = "replace " + entry;
    if (steps.strikes(Fault.CONFLICT)) {
      return steps.call(what + " in conflict", () -> false);
    }
    return steps.call(what, () -> tables.replace(entry), first -> false);
  }
}
