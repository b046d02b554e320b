package chat.local.dynamodb;

import chat.local.dynamodb.BatchInvocation.Outcome;
import chat.local.function.Result;
import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Brings batches of stream records to a function as Lambda's event source mapping does: it goes on from the first record
 * reported as failed, halves a batch that makes no progress, and gives up a single record after its retries, and any that
 * has become too old, so that a poison record never blocks its lane
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
 */
final class BatchDelivery {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int MOST_DOUBLINGS = 6;

  private final StreamSource source;
  private final BatchInvocation invocation;
  private final Discards discards;
  private final StreamFaults faults;
  private final Stop stop;

  BatchDelivery(StreamSource source, BatchInvocation invocation, Discards discards, StreamFaults faults, Stop stop) {
    this.source = source;
    this.invocation = invocation;
    this.discards = discards;
    this.faults = faults;
    this.stop = stop;
  }

  /** Records that are given to the function together. {@code last}: what came of the last of the failures. */
  private record Attempt(List<Record> records, int failures, Optional<Result> last) {
    static Attempt first(List<Record> records) {
      return new Attempt(records, 0, Optional.empty());
    }

    Attempt failed(Result result) {
      return new Attempt(records, failures + 1, Optional.of(result));
    }

    List<Attempt> halves() {
      int middle = records.size() / 2;
      return List.of(first(records.subList(0, middle)), first(records.subList(middle, records.size())));
    }

    /** What is left behind the first records; nothing if there is nothing. */
    List<Attempt> behind(int count) {
      return count == records.size() ? List.of() : List.of(first(records.subList(count, records.size())));
    }

    GivenUp givenUp(GivenUp.Reason reason, int count) {
      return new GivenUp(records.subList(0, count), reason, failures, last);
    }
  }

  /**
   * Returns when every record was handled or given up, or when the pump stops.
   *
   * @param done takes records when they are
   */
  void deliver(List<Record> records, Consumer<List<Record>> done) {
    stop.await(faults.delay(source));
    Deque<Attempt> pending = new ArrayDeque<>();
    pending.push(Attempt.first(records));
    while (!pending.isEmpty() && !stop.isRequested()) {
      step(pending.pop(), done).reversed().forEach(pending::push);
    }
  }

  /** Returns what must be tried next, in its order. */
  private List<Attempt> step(Attempt attempt, Consumer<List<Record>> done) {
    int tooOld = discards.tooOld(attempt.records());
    if (tooOld > 0) {
      return giveUp(attempt, GivenUp.Reason.AGE, tooOld, done);
    }
    Outcome outcome = invocation.invoke(attempt.records());
    if (outcome.handled() > 0) {
      done.accept(attempt.records().subList(0, outcome.handled()));
      return attempt.behind(outcome.handled());
    }
    return stop.isRequested() ? List.of() : afterFailure(attempt, outcome.result(), done);
  }

  private List<Attempt> afterFailure(Attempt attempt, Result result, Consumer<List<Record>> done) {
    if (result instanceof Result.Failed failed && failed.isThrottled()) {
      pause(attempt.failures());
      return List.of(attempt);
    }
    if (attempt.records().size() > 1) {
      return attempt.halves();
    }
    Attempt failed = attempt.failed(result);
    if (failed.failures() > source.retries()) {
      return giveUp(failed, GivenUp.Reason.RETRIES, 1, done);
    }
    pause(attempt.failures());
    return List.of(failed);
  }

  private List<Attempt> giveUp(Attempt attempt, GivenUp.Reason reason, int count, Consumer<List<Record>> done) {
    discards.giveUp(attempt.givenUp(reason, count));
    done.accept(attempt.records().subList(0, count));
    return attempt.behind(count);
  }

  private void pause(int failures) {
    stop.await(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
  }
}
