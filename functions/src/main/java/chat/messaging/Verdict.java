package chat.messaging;

import chat.channel.StateChange;
import chat.messaging.SendOutcome.Reason;
import chat.model.Content;
import java.time.Duration;
import java.util.Optional;

/** Whether an entry may be stored. */
public sealed interface Verdict {
  /**
   * It may.
   *
   * @param content what it says, with what only the server knows
   * @param change what is stored with it
   * @param express whether its sender's function posts it
   */
  record Allowed(Content content, Optional<StateChange> change, boolean express) implements Verdict {}

  record Denied(Reason reason) implements Verdict {}

  /** Not yet, for the sender did that too often of late. */
  record TooOften(Duration retryAfter) implements Verdict {}

  /** Decides about one send, once for every try of a number. */
  @FunctionalInterface
  interface Judge {
    /**
     * Looks at what holds now.
     *
     * @param seq the number that is tried
     * @param announcement whether only admins may post now
     * @param stale whether the channel's members or settings changed since the sender's {@code afterSeq}, or since the
     * judge was last asked: what the judge knows may be older
     */
    Verdict judge(long seq, boolean announcement, boolean stale);
  }
}
