package chat.simulation;

import chat.json.JsonObject;
import chat.messaging.LogEntry;
import chat.simulation.Events.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reader of the stream of Messages. It hands out batches, each record at least once, and of one channel in any order:
 * several batches are under way at once, and a failed one comes again.
 */
final class StreamReader {
  private static final int MOST_AT_ONCE = 10;
  private static final long POLL_MICROS = Timeline.millis(250);
  private static final long LATE_MICROS = Timeline.millis(8_000);
  private static final long RETRY_MICROS = Timeline.millis(500);

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final Functions functions;
  private final Lambda lambda;
  private final long windowMicros;
  private final boolean retries;
  private final List<StreamRecord> waiting = new ArrayList<>();
  private long numbers;

  /**
   * A reader.
   *
   * @param windowMicros how long records are gathered
   * @param retries whether a failed batch comes again, as it must
   */
  StreamReader(Timeline timeline, Steps steps, Chance chance, Functions functions, Lambda lambda, long windowMicros,
      boolean retries) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.functions = functions;
    this.lambda = lambda;
    this.windowMicros = windowMicros;
    this.retries = retries;
  }

  void inserted(LogEntry entry) {
    publish(new StreamRecord(++numbers, entry, true));
  }

  void changed(LogEntry entry) {
    publish(new StreamRecord(++numbers, entry, false));
  }

  private void publish(StreamRecord record) {
    arrive(record, 0);
    if (steps.strikes(Fault.RECORD_TWICE)) {
      arrive(record, chance.between(0, LATE_MICROS));
    }
  }

  private void arrive(StreamRecord record, long extraMicros) {
    long late = steps.strikes(Fault.RECORD_LATE) ? chance.between(0, LATE_MICROS) : 0;
    timeline.in(windowMicros + extraMicros + late + chance.between(0, POLL_MICROS), () -> {
      waiting.add(record);
      timeline.in(chance.between(0, POLL_MICROS), this::poll);
    });
  }

  private void poll() {
    List<StreamRecord> batch = new ArrayList<>();
    int size = 1 + chance.below(MOST_AT_ONCE);
    while (!waiting.isEmpty() && batch.size() < size) {
      batch.add(waiting.removeFirst());
    }
    if (!batch.isEmpty()) {
      deliver(batch);
    }
  }

  private void deliver(List<StreamRecord> batch) {
    functions.invoke(lambda, Events.stream(batch),
        response -> again(response.map(said -> from(batch, said)).orElse(batch)));
  }

  /** From the first record that was reported, or nothing. */
  private static List<StreamRecord> from(List<StreamRecord> batch, String response) {
    Optional<Long> failed = JsonObject.parse(response).objects("batchItemFailures").stream()
        .map(failure -> Long.parseLong(failure.text("itemIdentifier"))).findFirst();
    return failed.map(number -> batch.stream().dropWhile(record -> record.number() != number).toList())
        .orElse(List.of());
  }

  /** Whole, or halved. */
  private void again(List<StreamRecord> failed) {
    if (failed.isEmpty() || !retries) {
      return;
    }
    int half = failed.size() > 1 && chance.happens(0.5) ? failed.size() / 2 : failed.size();
    timeline.in(chance.between(0, RETRY_MICROS), () -> deliver(failed.subList(0, half)));
    if (half < failed.size()) {
      timeline.in(chance.between(0, RETRY_MICROS), () -> deliver(failed.subList(half, failed.size())));
    }
  }
}
