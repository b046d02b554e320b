package chat.aws.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * A single write of an item on which a transaction is under way fails, and the SDK does not try it again
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling).
 */
final class TransactionConflicts {
  /** Why a transaction was canceled (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html). */
  static final String REFUSED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
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

  /** A transaction, tried again as long as others are under way. */
  static void transact(DynamoDbClient client, List<TransactWriteItem> writes) {
    outlast(() -> {
      try {
        return client.transactWriteItems(transaction -> transaction.transactItems(writes));
      } catch (TransactionCanceledException canceled) {
        if (!isRefused(canceled) && has(canceled, CONFLICT)) {
          throw TransactionConflictException.builder().message(canceled.getMessage()).cause(canceled).build();
        }
        throw canceled;
      }
    });
  }

  /** Whether a condition did not hold. */
  static boolean isRefused(TransactionCanceledException canceled) {
    return has(canceled, REFUSED);
  }

  private static boolean has(TransactionCanceledException canceled, String code) {
    return canceled.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }
}
