package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortLessThanOrEqualTo;

import chat.messaging.SideBySide;
import chat.model.UserId;
import chat.presence.Watches;
import chat.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Watches on table Watches. The two rows of a pair are written without a transaction, which would cost twice as much: a
 * writer that fails in between is tried again, and writes both.
 */
public final class DynamoWatches implements Watches {
  /** What one BatchWriteItem takes. */
  private static final int BATCH = 25;
  private static final int CALLS_AT_ONCE = 32;
  /** Some three seconds of standing back. */
  private static final int TRIES = 8;
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final DynamoDbClient client;
  private final DynamoDbTable<WatchItem> table;
  private final SideBySide sideBySide;

  public DynamoWatches(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage, SideBySide sideBySide) {
    this.client = client;
    this.table = enhanced.table(Topology.WATCHES.nameIn(stage), WatchItem.SCHEMA);
    this.sideBySide = sideBySide;
  }

  @Override
  public List<UserId> of(UserId userId, Range range, int limit) {
    UserId after = range.after();
    UserId upTo = range.upTo();
    if (after != null && upTo != null && after.value().compareTo(upTo.value()) >= 0) {
      return List.of();
    }
    QueryConditional rows = upTo == null
        ? keyEqualTo(key -> key.partitionValue(userId.value()))
        : sortLessThanOrEqualTo(key -> key.partitionValue(userId.value()).sortValue(upTo.value()));
    return table.query(query -> {
      query.queryConditional(rows).consistentRead(true).limit(limit);
      if (after != null) {
        query.exclusiveStartKey(key(userId, after));
      }
    }).items().stream().limit(limit).map(row -> new UserId(row.watched())).toList();
  }

  @Override
  public boolean isWatched(UserId userId) {
    return table.query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(userId.value()))).limit(1)
        .attributesToProject("watched")).items().stream().findFirst().isPresent();
  }

  @Override
  public void pair(UserId userId, long version, Map<UserId, Long> others) {
    write(others.entrySet().stream().flatMap(other -> Stream.of(put(userId, other.getKey(), other.getValue()),
        put(other.getKey(), userId, version))).toList());
  }

  @Override
  public void part(UserId userId, Collection<UserId> others) {
    write(others.stream().map(other -> delete(other, userId)).toList());
    write(others.stream().map(other -> delete(userId, other)).toList());
  }

  @Override
  public void show(UserId userId, long version, Collection<UserId> watchers) {
    atOnce(List.copyOf(watchers), watcher -> show(watcher, userId, version));
  }

  private void show(UserId watcher, UserId watched, long version) {
    try {
      client.updateItem(update -> update.tableName(table.tableName()).key(key(watcher, watched))
          .updateExpression("SET version = :version")
          .conditionExpression("attribute_exists(watcher) AND version < :version")
          .expressionAttributeValues(Map.of(":version", Values.number(version))));
    } catch (ConditionalCheckFailedException partedOrTold) {
      // there is nobody to tell, or nothing
    }
  }

  private WriteRequest put(UserId watcher, UserId watched, long version) {
    Map<String, AttributeValue> row = WatchItem.SCHEMA.itemToMap(
        new WatchItem(watcher.value(), watched.value(), version), true);
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }

  private static WriteRequest delete(UserId watcher, UserId watched) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key(watcher, watched))).build();
  }

  private static Map<String, AttributeValue> key(UserId watcher, UserId watched) {
    return Map.of("watcher", Values.text(watcher.value()), "watched", Values.text(watched.value()));
  }

  private void write(List<WriteRequest> writes) {
    atOnce(groups(writes, BATCH), this::writeBatch);
  }

  /** DynamoDB leaves out of a batch what it has no throughput for, which is no failure of the call. */
  private void writeBatch(List<WriteRequest> writes) {
    Map<String, List<WriteRequest>> left = Map.of(table.tableName(), writes);
    for (int tries = 0; tries < TRIES; tries++) {
      Map<String, List<WriteRequest>> batch = left;
      left = client.batchWriteItem(request -> request.requestItems(batch)).unprocessedItems();
      if (left.isEmpty()) {
        return;
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, PAUSE.toNanos() << tries));
    }
    throw new IllegalStateException("The table does not take all watches.");
  }

  private <T> void atOnce(List<T> all, Consumer<T> call) {
    for (List<T> group : groups(all, CALLS_AT_ONCE)) {
      List<Supplier<Boolean>> started = group.stream().map(one -> sideBySide.start(() -> {
        call.accept(one);
        return true;
      })).toList();
      for (Supplier<Boolean> end : started) {
        Boolean _ = end.get();
      }
    }
  }

  private static <T> List<List<T>> groups(List<T> all, int size) {
    List<List<T>> groups = new ArrayList<>();
    for (int start = 0; start < all.size(); start += size) {
      groups.add(all.subList(start, Math.min(start + size, all.size())));
    }
    return groups;
  }
}
