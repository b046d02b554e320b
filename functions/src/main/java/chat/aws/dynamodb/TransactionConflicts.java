package chat.aws.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * A single write of an item on which a transaction is under way fails, and the SDK does not try it again
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling).
 */
final class TransactionConflicts {
  private static final int TRIES = 8;
  private static final Duration PAUSE = Duration.ofMillis(4);

  private TransactionConflicts() {}

  /** Tries the write again until the transaction is over, some half a second at most. */
  static <T> T outlast(Supplier<T> write) {
    for (int conflicts = 0; conflicts < TRIES; conflicts++) {
      try {
        return write.get();
      } catch (TransactionConflictException underWay) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, PAUSE.toNanos() << conflicts));
      }
    }
    return write.get();
  }
}
