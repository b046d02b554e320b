package chat.local.gateway;

/**
 * Why a socket closed: what the close frame and the {@code $disconnect} event say. The codes are AWS's
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html), and so are the
 * texts of 1000, 1001 and 1005 as seen in its events; the other texts are ours.
 */
record CloseReason(int code, String text) {
  static final CloseReason DELETED = new CloseReason(1000, "Connection Closed Normally");
  static final CloseReason GOING_AWAY = new CloseReason(1001, "Going away");
  static final CloseReason BINARY = new CloseReason(1003, "Binary frames are not supported");
  static final CloseReason NO_STATUS = new CloseReason(1005, "Client-side close frame status not set");
  static final CloseReason NO_CLOSE_FRAME = new CloseReason(1006, "Connection closed without a close frame");
  static final CloseReason TOO_MANY_REQUESTS = new CloseReason(1008, "Too many requests");
  static final CloseReason TOO_BIG = new CloseReason(1009, "Message too big");
  static final CloseReason INTERNAL = new CloseReason(1011, "Internal server error");
  static final CloseReason RESTART = new CloseReason(1012, "Service restart");
}
