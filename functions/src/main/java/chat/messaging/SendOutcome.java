package chat.messaging;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What became of a send. */
public sealed interface SendOutcome {
  /** Stored now. */
  record Appended(LogEntry entry) implements SendOutcome {}

  /** Stored by an earlier try of the same send. */
  record AlreadyAppended(LogEntry entry) implements SendOutcome {}

  record Refused(Reason reason) implements SendOutcome {}

  /** The sender did that too often of late; {@code retryAfter}: until they may. */
  record TooOften(Duration retryAfter) implements SendOutcome {}

  /** The same as it may be told: a stranger learns nothing of a channel's log. */
  default SendOutcome toldTo(BooleanSupplier isMember) {
    return this instanceof Refused(Reason reason) && (reason == Reason.UNKNOWN_SEQUENCE || reason == Reason.BEHIND)
        && !isMember.getAsBoolean() ? new Refused(Reason.NOT_A_MEMBER) : this;
  }

  /** Why nothing was stored. */
  enum Reason {
    /** The sender is not a member, or there is no such channel. */
    NOT_A_MEMBER,
    /** The sender's role does not allow it, or nobody may do it in a direct channel. */
    FORBIDDEN,
    /** There is no message that the sender could change so. */
    UNKNOWN_TARGET,
    /** The user to remove or promote is not a member. */
    UNKNOWN_MEMBER,
    /** All users to add are members. */
    ALREADY_MEMBER,
    /** The invite is unknown, closed, expired or used up. */
    INVALID_INVITE,
    /** The other does not take this from the sender: by a block, their privacy, or because they are gone; it is not told. */
    NOT_REACHABLE,
    /** The group or the message has as many of these as it may have. */
    LIMIT_REACHED,
    /** The channel does not hold {@code afterSeq}: a put after it would tear a hole. */
    UNKNOWN_SEQUENCE,
    /** Too much came after {@code afterSeq} to look for a twin in. */
    BEHIND,
    /** The sender used this id for something else in this channel. */
    ID_REUSED,
    /** The race for a number was lost too often. */
    CONTENDED
  }
}
