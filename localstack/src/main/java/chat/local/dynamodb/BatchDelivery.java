package chat.local.dynamodb;

import chat.local.function.FailureReport;
import chat.local.function.FunctionHost;
import chat.local.function.FunctionHost.Result;
import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Brings batches of stream records to a function as Lambda's event source mapping does: it goes on from the first record
 * reported as failed, halves a batch that makes no progress, and gives up a single record after its retries, so that a
 * poison record never blocks a shard.
 */
final class BatchDelivery {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final StreamSource source;
  private final FunctionHost functions;
  private final Stop stop;

  BatchDelivery(StreamSource source, FunctionHost functions, Stop stop) {
    this.source = source;
    this.functions = functions;
    this.stop = stop;
  }

  /**
   * Returns when every record was handled or given up, or when the pump stops.
   *
   * @param handled takes the sequence number of each record up to which all are done
   */
  void deliver(String streamArn, List<Record> records, Consumer<String> handled) {
    Deque<List<Record>> pending = new ArrayDeque<>();
    pushUnlessEmpty(pending, records);
    int retries = 0;
    while (!pending.isEmpty() && !stop.isRequested()) {
      List<Record> batch = pending.pop();
      int done = invoke(streamArn, batch);
      if (done == 0 && batch.size() == 1 && retries >= source.retries()) {
        complain(batch.getFirst());
        done = 1;
      }
      List<Record> rest = batch.subList(done, batch.size());
      if (done > 0) {
        retries = 0;
        handled.accept(batch.get(done - 1).dynamodb().sequenceNumber());
        pushUnlessEmpty(pending, rest);
      } else if (rest.size() > 1) {
        pending.push(rest.subList(rest.size() / 2, rest.size()));
        pending.push(rest.subList(0, rest.size() / 2));
      } else {
        pending.push(rest);
        stop.await(FIRST_PAUSE.multipliedBy(1L << Math.min(retries, 6)));
        retries++;
      }
    }
  }

  private static void pushUnlessEmpty(Deque<List<Record>> pending, List<Record> rest) {
    if (!rest.isEmpty()) {
      pending.push(rest);
    }
  }

  /** How many records from the front were handled. */
  private int invoke(String streamArn, List<Record> batch) {
    return switch (functions.invoke(source.function(), StreamEvents.event(streamArn, batch))) {
      case Result.Returned(String json) -> firstFailure(json, batch);
      case Result.Failed failed -> 0;
    };
  }

  /** The lowest reported index; a report that names an unknown record fails the whole batch. */
  private static int firstFailure(String json, List<Record> batch) {
    return FailureReport.read(json)
        .map(reported -> reported.stream().mapToInt(failure -> indexOf(failure, batch)).min().orElse(batch.size()))
        .orElse(0);
  }

  private static int indexOf(String sequenceNumber, List<Record> batch) {
    for (int index = 0; index < batch.size(); index++) {
      if (batch.get(index).dynamodb().sequenceNumber().equals(sequenceNumber)) {
        return index;
      }
    }
    return 0;
  }

  private void complain(Record record) {
    System.err.println("GIVEN UP: function " + source.function().name() + " failed " + (source.retries() + 1)
        + " times on record " + record.dynamodb().sequenceNumber() + " of table " + source.table().name() + ", key "
        + record.dynamodb().keys());
  }
}
