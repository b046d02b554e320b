package chat.topology;

import java.time.Duration;

/**
 * A function that reads a table's stream and reports the first record it could not handle. DynamoDB throttles a stream
 * with more than two readers (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html).
 *
 * @param insertsOnly whether it is told of new rows only, and not of those that change
 * @param window how long records are gathered from the first one on, unless they fill a batch before; zero for not at all
 * @param parallelization batches of one shard that may be under way at once
 * @param retries how often a failing record is tried again before it goes to the dead letters; to halve a batch is no retry
 * @param maxAge when a record is given up
 */
public record StreamSource(Table table, Function function, boolean insertsOnly, int batchSize, Duration window,
    int parallelization, int retries, Duration maxAge) implements DeadLetterSource {
  @Override
  public String deadLettersIn(String stage) {
    return "chat-" + stage + "-" + function.name() + "-dead-letters";
  }
}
