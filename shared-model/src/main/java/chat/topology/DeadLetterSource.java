package chat.topology;

/** What gives up what it could not bring to its function, into a queue of dead letters of its own. */
public sealed interface DeadLetterSource permits Queue, StreamSource {
  /** What that queue is called in a stage. */
  String deadLettersIn(String stage);
}
