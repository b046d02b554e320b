package chat.delivery;

import chat.model.ConnectionId;

/** Posts frames to open sockets, and closes them. */
public interface ConnectionGateway {
  PostResult post(ConnectionId connectionId, String frame);

  CloseResult close(ConnectionId connectionId);

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

  /** What became of closing a socket. */
  enum CloseResult {
    CLOSED,
    /** It was closed already, or is not open yet. */
    GONE,
    /** It may still be open. */
    FAILED
  }
}
