package chat.messaging;

import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Limits;
import chat.model.Message;
import chat.model.UserId;
import java.time.Instant;
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
 */
public final class AppendMessage {
  /** Everything that a sender may be behind, the message {@code afterSeq} and one more that shows they are. */
  private static final int MOST_READ = Limits.SEND_BEHIND + 2;
  /** Some four seconds of standing back and trying: within a function's time. */
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
    private LogEntry at(long seq, Instant sentAt) {
      return new LogEntry(new Message(channelId, seq, sender, clientMessageId, sentAt, content), origin);
    }
  }

  public SendOutcome append(Draft draft) {
    List<Message> scan = log.from(draft.channelId(), Math.max(draft.afterSeq(), 1), MOST_READ);
    if (draft.afterSeq() > 0 && (scan.isEmpty() || scan.getFirst().seq() != draft.afterSeq())) {
      return new Refused(Reason.UNKNOWN_SEQUENCE);
    }
    long last = draft.afterSeq();
    for (int lostRaces = 0; lostRaces < MAX_LOST_RACES; lostRaces++) {
      Optional<SendOutcome> twin = twinIn(scan, draft);
      if (twin.isPresent()) {
        return twin.get();
      }
      if (!scan.isEmpty() && scan.getLast().seq() - draft.afterSeq() > Limits.SEND_BEHIND) {
        return new Refused(Reason.BEHIND);
      }
      last = scan.isEmpty() ? last : scan.getLast().seq();
      LogEntry entry = draft.at(last + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS));
      Optional<Message> winner = log.putIfAbsent(entry);
      if (winner.isEmpty()) {
        return new Appended(entry.message());
      }
      twin = twinIn(List.of(winner.get()), draft);
      if (twin.isPresent()) {
        return twin.get();
      }
      last = winner.get().seq();
      backoff.standBack(lostRaces + 1);
      scan = log.from(draft.channelId(), last + 1, MOST_READ);
    }
    return new Refused(Reason.CONTENDED);
  }

  private static Optional<SendOutcome> twinIn(List<Message> messages, Draft draft) {
    return messages.stream().filter(message -> message.isFrom(draft.sender(), draft.clientMessageId())).findFirst()
        .map(twin -> twin.content().equals(draft.content())
            ? new AlreadyAppended(twin)
            : new Refused(Reason.ID_REUSED));
  }
}
