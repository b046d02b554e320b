package chat.wire;

/** Why something was refused: a closed set that clients may switch over. */
public enum ErrorCode {
  /** The frame is not one JSON object. */
  MALFORMED,
  /** There is no such action. */
  UNKNOWN_ACTION,
  /** A field is missing, of the wrong type, or outside its limits; the reason names it. */
  INVALID,
  /** The frame or the content in it is larger than it may be. */
  TOO_LARGE,
  /** The caller is not a member of the channel, or there is no such channel: the answer does not tell which. */
  NOT_A_MEMBER,
  /** The caller's role does not allow this, or nobody may do it in a direct channel. */
  FORBIDDEN,
  /** There is no message of that seq that the caller could change: it is not there, is deleted, or is no message. */
  UNKNOWN_TARGET,
  /** That user is not a member. */
  UNKNOWN_MEMBER,
  /** All these users are members already, in that role. */
  ALREADY_MEMBER,
  /** The invite is unknown, revoked, expired or used up; the answer does not tell which. */
  INVALID_INVITE,
  /** The group, the message or the channel has as many members, edits, reactions or pins as it may have. */
  LIMIT_REACHED,
  /** The channel has no message of that seq: read the newest, and go on from the seq that you find. */
  UNKNOWN_SEQUENCE,
  /**
   * More than {@value chat.model.Limits#SEND_BEHIND} messages came after {@code afterSeq}: read them, and send
   * with the last seq if yours is not among them.
   */
  BEHIND,
  /** This {@code clientMessageId} already names another message of yours here. */
  ID_REUSED,
  /** Too many writers at once: send the same again after {@code retryAfterMillis}. */
  BUSY,
  /** A fault of ours, logged under {@code errorId}. Sending the same again is safe. */
  INTERNAL
}
