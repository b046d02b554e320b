package chat.topology;

import java.time.Duration;

/**
 * An SQS queue with a queue of dead letters beside it.
 *
 * @param visibilityTimeout how long what was received stays hidden, and so when it comes again if it was not handled; at
 *     least six times the reading function's timeout (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)
 * @param maxReceives how often a message is handed out before it goes to the dead letters
 */
public record Queue(String name, Duration visibilityTimeout, int maxReceives) implements DeadLetterSource {
  /** What the queue is called in a stage: the same queue lives once per stage of an account. */
  public String nameIn(String stage) {
    return "chat-" + stage + "-" + name;
  }

  @Override
  public String deadLettersIn(String stage) {
    return nameIn(stage) + "-dead-letters";
  }
}
