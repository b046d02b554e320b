package chat.aws.sqs;

/** A queue did not take every message. Those it took will be delivered. */
public final class NotQueuedException extends RuntimeException {
  NotQueuedException(String message) {
    super(message);
  }
}
