package chat.simulation;

/** What may go wrong in a run, and how likely it is at most at each occasion. */
public enum Fault {
  /** A function dies, before, after or with the effect of a call still under way. */
  CRASH(0.15),
  /** A call fails without effect. */
  CALL_FAILED(0.04),
  /** A call takes effect, and the function hears of a failure, or tries again by itself and finds its own work. */
  ANSWER_LOST(0.04),
  /** Another transaction was under way. */
  CONFLICT(0.2),
  /** A call takes seconds. */
  SLOW_CALL(0.04),
  /** A read that may lag does. */
  STALE_READ(0.3),
  /** A record of the stream comes once more. */
  RECORD_TWICE(0.2),
  /** A record of the stream comes seconds late, after its successors. */
  RECORD_LATE(0.2),
  /** A message of the queue comes twice. */
  ORDER_TWICE(0.2),
  /** A frame is lost, and with it the socket, which one side or both have yet to notice. */
  FRAME_LOST(0.03),
  /** A frame takes seconds, and others overtake it. */
  FRAME_LATE(0.1),
  /** A socket closes, and nobody tells the server. */
  DISCONNECT_LOST(0.6),
  /** The gateway takes an open socket for gone. */
  GONE_WHILE_OPEN(0.05),
  /** The gateway is asked too much. */
  THROTTLED(0.2),
  /** A client sends again what was answered long ago, or what another device of the user has sent. */
  REPEATED_SEND(0.3),
  /** A client comes back with cursors from before. */
  OLD_CURSORS(0.3);

  final double most;

  Fault(double most) {
    this.most = most;
  }
}
