package chat.json;

/** JSON that is not what it should be. The message is a sentence that may be shown to the sender. */
public final class JsonException extends RuntimeException {
  public JsonException(String sentence) {
    super(sentence);
  }
}
