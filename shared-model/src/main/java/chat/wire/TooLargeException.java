package chat.wire;

/** A part of a request that is larger than it may be. The message is a sentence that may be shown to the sender. */
public final class TooLargeException extends RuntimeException {
  public TooLargeException(String sentence) {
    super(sentence);
  }
}
