package chat.local.dynamodb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Gathers records until they are a batch: when it is full, or when time has passed since the first of them. */
final class BatchWindow {
  private final int size;
  private final Duration length;
  private final Deque<Record> gathered = new ArrayDeque<>();
  private long openedAt;
  private boolean closed;

  BatchWindow(int size, Duration length) {
    this.size = size;
    this.length = length;
  }

  /** What was read together is in a batch together, as far as that has room. */
  synchronized void add(List<Record> records) {
    if (gathered.isEmpty()) {
      openedAt = System.nanoTime();
    }
    gathered.addAll(records);
    notifyAll();
  }

  /** No more will come, so that nothing waits for it. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits for a batch. It is empty when no more will come. */
  synchronized List<Record> take() throws InterruptedException {
    while (gathered.isEmpty() && !closed) {
      wait();
    }
    for (long left = left(); gathered.size() < size && !closed && left > 0; left = left()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    List<Record> batch = new ArrayList<>();
    while (batch.size() < size && !gathered.isEmpty()) {
      batch.add(gathered.poll());
    }
    openedAt = System.nanoTime();
    return batch;
  }

  private long left() {
    return openedAt + length.toNanos() - System.nanoTime();
  }
}
