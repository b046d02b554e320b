package chat.messaging;

import chat.model.ChannelId;
import chat.model.Limits;
import java.util.List;

/**
 * From where an earlier try is looked for when the sender does not say how far they had come: a caller over HTTP may keep
 * nothing but the id of its send.
 */
public final class AssumeCursor {
  private final MessageLog log;

  public AssumeCursor(MessageLog log) {
    this.log = log;
  }

  /** The {@code afterSeq} of a send that may be a repeat: among the last {@value Limits#ASSUMED_BEHIND} entries it is found. */
  public long ofRepeatable(ChannelId channelId) {
    return Math.max(newest(channelId) - Limits.ASSUMED_BEHIND, 0);
  }

  /** The {@code afterSeq} of a send that nobody can repeat. */
  public long newest(ChannelId channelId) {
    List<LogEntry> newest = log.before(channelId, Limits.MAX_SEQ, 1);
    return newest.isEmpty() ? 0 : newest.getFirst().message().seq();
  }
}
