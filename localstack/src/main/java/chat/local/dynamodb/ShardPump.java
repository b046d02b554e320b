package chat.local.dynamodb;

import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Brings what is in one shard to its lanes, until that is all or a stop is requested. */
final class ShardPump implements Runnable {
  /** What GetRecords gives at once (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html). */
  private static final int LARGEST_PAGE = 1000;

  private final StreamSource source;
  private final ShardReader reader;
  private final Lanes lanes;
  private final StreamFaults faults;
  private final Duration pollInterval;
  private final Stop stop;
  private volatile boolean finished;

  ShardPump(StreamSource source, ShardReader reader, Lanes lanes, StreamFaults faults, Duration pollInterval,
      Stop stop) {
    this.source = source;
    this.reader = reader;
    this.lanes = lanes;
    this.faults = faults;
    this.pollInterval = pollInterval;
    this.stop = stop;
  }

  /** Whether the shard is closed and everything in it was handled or given up. */
  boolean isFinished() {
    return finished;
  }

  @Override
  public void run() {
    boolean more = true;
    while (!reader.isFinished() && !(more ? stop.isRequested() : stop.await(pollInterval))) {
      more = poll();
    }
    lanes.close();
    finished = !stop.isRequested();
  }

  /** Returns whether there is more to read at once. It goes on whatever happens: a dead reader would stop all delivery. */
  private boolean poll() {
    try {
      int limit = Math.min(lanes.room(), LARGEST_PAGE);
      if (limit <= 0 || faults.stopped(source)) {
        return false;
      }
      List<Record> records = reader.read(limit);
      lanes.add(records);
      return records.size() == limit;
    } catch (RuntimeException fault) {
      complain(fault);
      return false;
    }
  }

  /** A throttled call is only a reason to wait. */
  private void complain(RuntimeException fault) {
    boolean throttled = fault instanceof AwsServiceException refused && refused.isThrottlingException();
    if (!throttled && !stop.isRequested()) {
      System.err.println("Cannot read the stream of table " + source.table().name() + ": " + fault);
    }
  }
}
