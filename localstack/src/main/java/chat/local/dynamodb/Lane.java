package chat.local.dynamodb;

import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Records of a shard that are handled in turn. All records of an item are in the same lane. */
final class Lane implements Runnable {
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final StreamSource source;
  private final BatchWindow window;
  private final BatchDelivery delivery;
  private final Progress progress;
  private final Stop stop;

  Lane(StreamSource source, BatchDelivery delivery, Progress progress, Stop stop) {
    this.source = source;
    this.window = new BatchWindow(source.batchSize(), source.window());
    this.delivery = delivery;
    this.progress = progress;
    this.stop = stop;
  }

  void add(List<Record> records) {
    window.add(records);
  }

  /** Lets it end when all that it has is handled, or at once if the pump stops. */
  void close() {
    window.close();
  }

  @Override
  public void run() {
    try {
      for (List<Record> batch = window.take(); !batch.isEmpty(); batch = window.take()) {
        handle(batch);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on whatever happens: a dead lane would silently stop all delivery. */
  private void handle(List<Record> batch) {
    for (List<Record> left = batch; !left.isEmpty() && !stop.isRequested(); left = progress.left(batch)) {
      try {
        delivery.deliver(left, progress::done);
      } catch (RuntimeException fault) {
        System.err.println("Cannot bring records of table " + source.table().name() + " to function "
            + source.function().name() + ": " + fault);
        stop.await(PAUSE_AFTER_FAULT);
      }
    }
  }
}
