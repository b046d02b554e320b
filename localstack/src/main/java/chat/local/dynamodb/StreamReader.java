package chat.local.dynamodb;

import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Follows one stream, shard by shard, a parent before its children, until a stop is requested. */
final class StreamReader implements Runnable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int POLLS_PER_DISCOVERY = 20;

  private final StreamSource source;
  private final String streamArn;
  private final DynamoDbStreamsClient streams;
  private final Checkpoints checkpoints;
  private final BatchDelivery delivery;
  private final Stop stop;
  private final Map<String, ShardReader> readers = new HashMap<>();
  private boolean shardEnded;

  StreamReader(StreamSource source, String streamArn, DynamoDbStreamsClient streams, Checkpoints checkpoints,
      BatchDelivery delivery, Stop stop) {
    this.source = source;
    this.streamArn = streamArn;
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.delivery = delivery;
    this.stop = stop;
  }

  @Override
  public void run() {
    List<Shard> shards = List.of();
    int polls = 0;
    do {
      try {
        if (shardEnded || polls++ % POLLS_PER_DISCOVERY == 0) {
          shardEnded = false;
          shards = discover();
        }
        shards.forEach(this::poll);
      } catch (RuntimeException fault) {
        complain(fault);
      }
    } while (!stop.await(POLL_INTERVAL));
  }

  private List<Shard> discover() {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      StreamDescription page = describe(last);
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  private StreamDescription describe(@Nullable String after) {
    DescribeStreamRequest.Builder request = DescribeStreamRequest.builder().streamArn(streamArn);
    if (after != null) {
      request.exclusiveStartShardId(after);
    }
    return streams.describeStream(request.build()).streamDescription();
  }

  private void poll(Shard shard) {
    ShardReader parent = readers.get(shard.parentShardId());
    ShardReader reader = readers.computeIfAbsent(shard.shardId(),
        shardId -> new ShardReader(streams, checkpoints, source, streamArn, shardId));
    boolean waitsForParent = parent != null && !parent.isFinished();
    if (waitsForParent || reader.isFinished() || stop.isRequested()) {
      return;
    }
    List<Record> records = reader.nextBatch();
    try {
      delivery.deliver(streamArn, records, reader::handled);
    } catch (RuntimeException fault) {
      reader.rewind();
      throw fault;
    }
    shardEnded |= reader.isFinished();
  }

  /** The loop goes on whatever happens: a dead reader would silently stop all delivery. */
  private void complain(RuntimeException fault) {
    if (!stop.isRequested()) {
      System.err.println("Cannot read the stream of table " + source.table().name() + ": " + fault);
    }
  }
}
