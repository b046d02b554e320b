package chat.local.gateway;

/** What goes wrong at the gateway. Asked at every occasion, on the thread that acts, so it must answer at once. */
public interface GatewayFaults {
  /** Nothing goes wrong. */
  GatewayFaults NONE = new GatewayFaults() {
  };

  /**
   * What becomes of a frame that is posted to an open socket.
   *
   * @param caller the access key of the credentials that signed the post
   */
  default PostFate post(String caller, String connectionId) {
    return PostFate.TAKEN;
  }

  /** What becomes of the word to {@code $disconnect} that a socket has ended. */
  default DisconnectFate disconnect(String connectionId) {
    return new DisconnectFate.Told();
  }
}
