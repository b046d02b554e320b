package chat.wire;

/** Why something was refused: a closed set that clients may switch over. */
public enum ErrorCode {
  /** The frame, or the body over HTTP, is not one JSON object. */
  MALFORMED,
  /** There is no such action. */
  UNKNOWN_ACTION,
  /** A field is missing, of the wrong type, or outside its limits; the reason names it. */
  INVALID,
  /** The frame, the body or the content in it is larger than it may be. */
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
  /** The user does not take this from the caller: by a block, their privacy, or because they are gone; it does not tell which. */
  NOT_REACHABLE,
  /** Somebody has this handle or one that looks like it, or it is held for them. */
  HANDLE_TAKEN,
  /** There are as many members, edits, reactions, pins, contacts or devices as there may be. */
  LIMIT_REACHED,
  /** The channel has more than {@value chat.model.Limits#SIGNALLED_MEMBERS} members: nobody is told who is online. */
  CHANNEL_TOO_LARGE,
  /** The channel has no message of that seq: read the newest, and go on from the seq that you find. */
  UNKNOWN_SEQUENCE,
  /**
   * More than {@value chat.model.Limits#SEND_BEHIND} messages came after {@code afterSeq}: read them, and send
   * with the last seq if yours is not among them.
   */
  BEHIND,
  /** This {@code clientMessageId} already names another message of yours here. */
  ID_REUSED,
  /** Over HTTP: the token is from before its user signed out everywhere, or the account is deleted. */
  UNAUTHORIZED,
  /** Over HTTP: an operator has locked the caller out. */
  SUSPENDED,
  /** Over HTTP: there is no such address, or nothing there that the caller may know of. */
  NOT_FOUND,
  /** Over HTTP: the body is not {@code application/json}. */
  UNSUPPORTED_MEDIA_TYPE,
  /** Over HTTP: this stage brings no notifications to devices of that platform. */
  PUSH_OFF,
  /** The caller did this too often of late: it may be done after {@code retryAfterMillis}. */
  RATE_LIMITED,
  /** Too many writers at once: send the same again after {@code retryAfterMillis}. */
  BUSY,
  /** A fault of ours, logged under {@code errorId}. Sending the same again is safe. */
  INTERNAL
}
