package chat.simulation;

/** A call to a table, a queue or the gateway failed. */
public final class CallFailedException extends RuntimeException {
  CallFailedException(String call) {
    super(call, null, false, false);
  }
}
