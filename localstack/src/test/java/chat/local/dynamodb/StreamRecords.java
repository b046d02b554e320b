package chat.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.topology.Topology;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** The stream of the messages, whose records appear a moment after the items. */
final class StreamRecords {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private StreamRecords() {}

  /** Returns when the record of that message is in the stream. */
  static void await(DynamoDbEngine engine, String stage, int seq) {
    String stream = engine.client().describeTable(request -> request.tableName(Topology.MESSAGES.nameIn(stage))).table()
        .latestStreamArn();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!has(engine, stream, seq)) {
      assertTrue(System.nanoTime() < deadline, "The stream does not have record " + seq + ".");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean has(DynamoDbEngine engine, String stream, int seq) {
    return engine.streams().describeStream(request -> request.streamArn(stream)).streamDescription().shards().stream()
        .anyMatch(shard -> has(engine, stream, shard, seq));
  }

  private static boolean has(DynamoDbEngine engine, String stream, Shard shard, int seq) {
    String iterator = engine.streams().getShardIterator(request -> request.streamArn(stream).shardId(shard.shardId())
        .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
    return engine.streams().getRecords(request -> request.shardIterator(iterator)).records().stream()
        .map(Record::dynamodb)
        .anyMatch(record -> AttributeValue.fromN(Integer.toString(seq)).equals(record.keys().get("seq")));
  }
}
