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
  FAILED;

  /** Decides for each post. */
  @FunctionalInterface
  public interface Judge {
    /** {@code caller}: whose credentials signed the post. */
    PostFate judge(String caller, String connectionId);
  }
}
