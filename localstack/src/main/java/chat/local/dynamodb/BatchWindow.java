package chat.local.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Gathers records until they are a batch: when it is full, or when time has passed since the first of them. */
final class BatchWindow {
  private final int size;
  private final Duration length;
  private List<Record> gathered = new ArrayList<>();
  private long openedAt;

  BatchWindow(int size, Duration length) {
    this.size = size;
    this.length = length;
  }

  int room() {
    return size - gathered.size();
  }

  void add(List<Record> records) {
    if (gathered.isEmpty()) {
      openedAt = System.nanoTime();
    }
    gathered.addAll(records);
  }

  /** The batch, or nothing before it is due. */
  List<Record> takeWhenDue() {
    boolean due = room() == 0 || System.nanoTime() - openedAt >= length.toNanos();
    return due ? take() : List.of();
  }

  /** What there is. */
  List<Record> take() {
    List<Record> batch = gathered;
    gathered = new ArrayList<>();
    return batch;
  }
}
