package chat.messaging;

import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.Limits;
import chat.model.Message;
import chat.model.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Appends to a channel's log, which is its own counter and its own idempotency record.
 *
 * <p>A put at <i>n</i> succeeds only when <i>n</i> is free and its writer has seen every message from {@code afterSeq}
 * to <i>n</i>−1. So the numbers have no hole, and an earlier try of the same send, which can only lie above
 * {@code afterSeq}, has been seen. It costs one read and one write, whatever the channel's length.
 *
 * <p>Who may write is decided on all entries before <i>n</i> as well. A change of members or rights is an entry: one that
 * came after the writer looked at them lies among those that it has seen since, or wins the number.
 */
public final class AppendMessage {
  /** Everything that a sender may be behind, the message {@code afterSeq} and one more that shows they are. */
  private static final int MOST_READ = Limits.SEND_BEHIND + 2;
  /** Some seven seconds of standing back and trying: within a function's time. */
  private static final int MAX_LOST_RACES = 50;

  private final MessageLog log;
  private final Backoff backoff;
  private final InstantSource clock;

  public AppendMessage(MessageLog log, Backoff backoff, InstantSource clock) {
    this.log = log;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * One send, unchanged on every retry.
   *
   * @param afterSeq the highest seq of the channel that the client knew when it first tried, 0 if none
   */
  public record Draft(ChannelId channelId, UserId sender, ClientMessageId clientMessageId, long afterSeq,
      Content content, Optional<ConnectionId> origin) {
    String fingerprint() {
      return Fingerprint.of(clientMessageId, content);
    }
  }

  /** What the writer knows of the log: up to {@code last} everything. */
  private record Seen(long last, boolean announcement) {
    private Seen and(List<LogEntry> entries) {
      return entries.isEmpty()
          ? this
          : new Seen(entries.getLast().message().seq(), entries.getLast().announcement());
    }
  }

  public SendOutcome append(Draft draft, Verdict.Judge judge) {
    List<LogEntry> scan = log.from(draft.channelId(), Math.max(draft.afterSeq(), 1), MOST_READ);
    if (draft.afterSeq() > 0 && (scan.isEmpty() || scan.getFirst().message().seq() != draft.afterSeq())) {
      return new Refused(Reason.UNKNOWN_SEQUENCE);
    }
    Seen seen = new Seen(draft.afterSeq(), false);
    for (int lostRaces = 0; lostRaces < MAX_LOST_RACES; lostRaces++) {
      Optional<SendOutcome> twin = twinIn(scan, draft);
      if (twin.isPresent()) {
        return twin.get();
      }
      // afterSeq itself as well: a client may guess it
      boolean groupChanged = scan.stream().anyMatch(entry -> entry.message().content() instanceof GroupChange
          && entry.message().seq() >= draft.afterSeq());
      seen = seen.and(scan);
      if (seen.last() - draft.afterSeq() > Limits.SEND_BEHIND) {
        return new Refused(Reason.BEHIND);
      }
      switch (judge.judge(seen.last() + 1, seen.announcement(), groupChanged)) {
        case Verdict.Denied(Reason reason) -> {
          return new Refused(reason);
        }
        case Verdict.TooOften(Duration wait) -> {
          return new SendOutcome.TooOften(wait);
        }
        case Verdict.Allowed allowed -> {
          LogEntry entry = entry(draft, seen, allowed);
          if (log.put(entry, allowed.change())) {
            return new Appended(entry);
          }
        }
      }
      backoff.standBack(lostRaces + 1);
      scan = log.from(draft.channelId(), seen.last() + 1, MOST_READ);
    }
    return new Refused(Reason.CONTENDED);
  }

  private LogEntry entry(Draft draft, Seen seen, Verdict.Allowed allowed) {
    Message message = new Message(draft.channelId(), seen.last() + 1, draft.sender(), draft.clientMessageId(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS), allowed.content());
    boolean announcement = allowed.change().map(change -> switch (change.channel().kind()) {
      case Channel.Kind.Group group -> group.settings().announcement();
      case Channel.Kind.Direct _ -> false;
    }).orElse(seen.announcement());
    return new LogEntry(message, draft.origin(), allowed.express(), announcement, Optional.of(draft.fingerprint()),
        Amendments.NONE);
  }

  private static Optional<SendOutcome> twinIn(List<LogEntry> entries, Draft draft) {
    return entries.stream().filter(entry -> entry.message().isFrom(draft.sender(), draft.clientMessageId()))
        .findFirst().map(twin -> twin.says(draft.fingerprint())
            ? new AlreadyAppended(twin)
            : new Refused(Reason.ID_REUSED));
  }
}
