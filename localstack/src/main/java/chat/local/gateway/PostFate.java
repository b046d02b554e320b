package chat.local.gateway;

/** What becomes of a frame that is posted to an open socket. */
public enum PostFate {
  /** It goes on its way. */
  TAKEN,
  /** It is taken, and never arrives. */
  LOST,
  /** The socket is said to be gone. */
  GONE,
  /** Too much is posted. */
  THROTTLED,
  /** A fault of the gateway. */
  FAILED,
  /** The network breaks as it is taken. */
  CUT
}
