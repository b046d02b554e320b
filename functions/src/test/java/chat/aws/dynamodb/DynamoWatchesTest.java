package chat.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.messaging.SideBySide;
import chat.model.UserId;
import chat.presence.Watches;
import chat.presence.WatchesContract;
import chat.topology.Topology;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoWatchesTest extends WatchesContract {
  private static final String TABLE = Topology.WATCHES.nameIn(DynamoDbLocal.STAGE);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Watches watches = on(DynamoDbLocal.client());
  private String position = newest();

  private static Watches on(DynamoDbClient client) {
    return new DynamoWatches(client, DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE,
        SideBySide.on(Executors.newVirtualThreadPerTaskExecutor()));
  }

  @Override
  protected Watches watches() {
    return watches;
  }

  private static String newest() {
    String stream = DynamoDbLocal.client().describeTable(describe -> describe.tableName(TABLE)).table()
        .latestStreamArn();
    String shard = DynamoDbLocal.streams().describeStream(describe -> describe.streamArn(stream)).streamDescription()
        .shards().getLast().shardId();
    return DynamoDbLocal.streams().getShardIterator(iterator -> iterator.streamArn(stream).shardId(shard)
        .shardIteratorType(ShardIteratorType.LATEST)).shardIterator();
  }

  /** Records appear a moment after the rows, so a last row shows that all have. */
  @Override
  protected List<Change> changes() {
    AttributeValue end = AttributeValue.fromS("end-" + UUID.randomUUID());
    DynamoDbLocal.client().putItem(put -> put.tableName(TABLE).item(Map.of("watcher", end, "watched", end)));
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (found.stream().noneMatch(keys -> end.equals(keys.get("watcher")))) {
      assertTrue(System.nanoTime() < deadline, "The stream does not have all records.");
      GetRecordsResponse page = DynamoDbLocal.streams().getRecords(records -> records.shardIterator(position));
      position = page.nextShardIterator();
      page.records().stream().map(Record::dynamodb).forEach(record -> found.add(record.keys()));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return found.stream().map(keys -> new Change(user(keys, "watcher"), user(keys, "watched")))
        .filter(change -> change.watcher().value().endsWith(run)).toList();
  }

  private static UserId user(Map<String, AttributeValue> keys, String name) {
    return new UserId(keys.getOrDefault(name, AttributeValue.fromS("")).s());
  }

  /** The engine, but of each batch no more than that many writes are done. */
  private static DynamoDbClient doingOfEachBatch(int most) {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoWatchesTest.class.getClassLoader(),
        new Class<?>[]{DynamoDbClient.class}, (proxy, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof BatchWriteItemRequest batch) {
            return doSome(batch.requestItems().getOrDefault(TABLE, List.of()), most);
          }
          try {
            return Modifier.isAbstract(method.getModifiers()) || arguments == null
                ? method.invoke(DynamoDbLocal.client(), arguments)
                : InvocationHandler.invokeDefault(proxy, method, arguments);
          } catch (InvocationTargetException failed) {
            throw failed.getCause();
          }
        });
  }

  private static BatchWriteItemResponse doSome(List<WriteRequest> writes, int most) {
    int done = Math.min(most, writes.size());
    if (done > 0) {
      DynamoDbLocal.client().batchWriteItem(some -> some.requestItems(Map.of(TABLE, writes.subList(0, done))));
    }
    List<WriteRequest> left = writes.subList(done, writes.size());
    return BatchWriteItemResponse.builder().unprocessedItems(left.isEmpty() ? Map.of() : Map.of(TABLE, left)).build();
  }

  @Test
  void whatABatchLeavesIsWrittenAfterIt() {
    UserId one = new UserId("one-" + run);
    UserId two = new UserId("two-" + run);
    UserId hub = new UserId("hub-" + run);
    Watches throttled = on(doingOfEachBatch(1));
    throttled.pair(hub, 1, Map.of(one, 1L, two, 1L));
    assertEquals(List.of(one, two), watches.of(hub, Watches.Range.ALL, 10));
    assertTrue(watches.isWatched(one) && watches.isWatched(two));
    throttled.part(hub, List.of(one, two));
    assertEquals(List.of(), watches.of(hub, Watches.Range.ALL, 10));
  }

  @Test
  void whatIsNeverWrittenIsNoSuccess() {
    Watches stuck = on(doingOfEachBatch(0));
    assertThrows(IllegalStateException.class,
        () -> stuck.pair(new UserId("one-" + run), 1, Map.of(new UserId("two-" + run), 1L)));
  }
}
