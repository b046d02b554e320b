package chat.wire;

/** Why something was refused: a closed set that clients may switch over. */
public enum ErrorCode {
  /** The frame is not one JSON object. */
  MALFORMED,
  /** There is no such action. */
  UNKNOWN_ACTION,
  /** A field is missing, of the wrong type, or outside its limits; the reason names it. */
  INVALID,
  /** The frame is larger than {@value chat.model.Limits#FRAME_BYTES} bytes. */
  TOO_LARGE,
  /** The caller is not a member of the channel, or there is no such channel: the answer does not tell which. */
  NOT_A_MEMBER,
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
