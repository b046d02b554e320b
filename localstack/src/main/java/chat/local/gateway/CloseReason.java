package chat.local.gateway;

/** Why a socket closed: what the close frame and the {@code $disconnect} event say. */
record CloseReason(int code, String text) {
  static final CloseReason DELETED = new CloseReason(1000, "Connection Closed Normally");
  static final CloseReason IDLE = new CloseReason(1001, "Going away");
  static final CloseReason BINARY = new CloseReason(1003, "Binary frames are not supported");
  static final CloseReason NO_STATUS = new CloseReason(1005, "Client-side close frame status not set");
  static final CloseReason NO_CLOSE_FRAME = new CloseReason(1006, "Connection closed without a close frame");
  static final CloseReason TOO_BIG = new CloseReason(1009, "Message too big");
  static final CloseReason RESTART = new CloseReason(1012, "Service restart");
}
