package chat.model;

/** A value outside its limits. The message is a sentence that may be shown to the sender. */
public final class InvalidValueException extends IllegalArgumentException {
  public InvalidValueException(String sentence) {
    super(sentence);
  }

  /** Throws unless the value is valid. */
  public static void require(boolean valid, String sentence) {
    if (!valid) {
      throw new InvalidValueException(sentence);
    }
  }
}
