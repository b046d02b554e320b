package chat.delivery;

import chat.model.ConnectionId;

/** Posts frames to open sockets. */
public interface ConnectionGateway {
  PostResult post(ConnectionId connectionId, String frame);

  /** What became of a post. */
  enum PostResult {
    POSTED,
    /** The gateway will never take this frame; the reason is logged. */
    REFUSED,
    /** The socket is closed for good, or not open yet. */
    GONE,
    /** Throttled or a fault of the gateway: worth another try. */
    FAILED
  }
}
