package chat.local.dynamodb;

import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/** Follows one stream for a function: its shards side by side, but a parent before its children. */
final class StreamReader implements Runnable {
  private static final int POLLS_PER_DISCOVERY = 20;

  private final StreamSource source;
  private final String streamArn;
  private final DynamoDbEngine engine;
  private final Checkpoints checkpoints;
  private final StreamPump.Surroundings surroundings;
  private final Executor threads;
  private final Stop stop;
  private final Map<String, ShardPump> pumps = new HashMap<>();

  StreamReader(StreamSource source, String streamArn, DynamoDbEngine engine, Checkpoints checkpoints,
      StreamPump.Surroundings surroundings, Executor threads, Stop stop) {
    this.source = source;
    this.streamArn = streamArn;
    this.engine = engine;
    this.checkpoints = checkpoints;
    this.surroundings = surroundings;
    this.threads = threads;
    this.stop = stop;
  }

  @Override
  public void run() {
    long finished = 0;
    int polls = 0;
    do {
      try {
        long finishedNow = pumps.values().stream().filter(ShardPump::isFinished).count();
        // at the end of a shard its children are known
        if (polls++ % POLLS_PER_DISCOVERY == 0 || finishedNow != finished) {
          finished = finishedNow;
          startThoseThatMay(discover());
        }
      } catch (RuntimeException fault) {
        complain(fault);
      }
    } while (!stop.await(engine.pollInterval()));
  }

  private List<Shard> discover() {
    List<Shard> found = new ArrayList<>();
    String last = null;
    do {
      StreamDescription page = describe(last);
      found.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return found;
  }

  private StreamDescription describe(@Nullable String after) {
    DescribeStreamRequest.Builder request = DescribeStreamRequest.builder().streamArn(streamArn);
    if (after != null) {
      request.exclusiveStartShardId(after);
    }
    return engine.streams().describeStream(request.build()).streamDescription();
  }

  /** Nothing waits for a parent that the stream does not list any more. */
  private void startThoseThatMay(List<Shard> shards) {
    Set<String> unfinished = shards.stream().map(Shard::shardId).filter(id -> !isFinished(id))
        .collect(Collectors.toSet());
    shards.stream()
        .filter(shard -> !pumps.containsKey(shard.shardId()) && !unfinished.contains(shard.parentShardId()))
        .forEach(this::start);
  }

  private boolean isFinished(String shardId) {
    ShardPump pump = pumps.get(shardId);
    return pump != null && pump.isFinished();
  }

  private void start(Shard found) {
    InvocationRecord.Shard shard = new InvocationRecord.Shard(streamArn, found.shardId());
    Progress progress = new Progress(number -> checkpoints.save(source.function(), shard.id(), number));
    Discards discards = new Discards(source, shard, surroundings.onFailure(), surroundings.clock());
    BatchDelivery delivery = new BatchDelivery(source,
        new BatchInvocation(source, streamArn, surroundings.functions(), surroundings.faults()), discards,
        surroundings.faults(), stop);
    ShardReader reader = new ShardReader(engine.streams(), shard, checkpoints.find(source.function(), shard.id()));
    Lanes lanes = Lanes.start(source, progress, () -> new Lane(source, delivery, progress, stop), threads);
    ShardPump pump = new ShardPump(source, reader, lanes, surroundings.faults(), engine.pollInterval(), stop);
    pumps.put(shard.id(), pump);
    threads.execute(pump);
  }

  /** The loop goes on whatever happens: a dead reader would silently stop all delivery. */
  private void complain(RuntimeException fault) {
    if (!stop.isRequested()) {
      System.err.println("Cannot describe the stream of table " + source.table().name() + ": " + fault);
    }
  }
}
