package chat.local.process;

/** Functions cannot be run in processes of their own here. The message is a sentence for the user. */
public final class ProcessesUnavailableException extends RuntimeException {
  ProcessesUnavailableException(String sentence) {
    super(sentence);
  }
}
