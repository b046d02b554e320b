package chat.messaging;

import chat.model.Message;

/** What became of a send. */
public sealed interface SendOutcome {
  /** Stored now. */
  record Appended(Message message) implements SendOutcome {}

  /** Stored by an earlier try of the same send. */
  record AlreadyAppended(Message message) implements SendOutcome {}

  record Refused(Reason reason) implements SendOutcome {}

  /** Why nothing was stored. */
  enum Reason {
    /** The sender is not a member, or there is no such channel. */
    NOT_A_MEMBER,
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
