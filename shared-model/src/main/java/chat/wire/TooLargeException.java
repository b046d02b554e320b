package chat.wire;

/** A part of a frame that is larger than it may be. The message is a sentence that may be shown to the sender. */
final class TooLargeException extends RuntimeException {
  TooLargeException(String sentence) {
    super(sentence);
  }
}
