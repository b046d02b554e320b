package chat.local.dynamodb;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * How far a shard is handled. Its lanes finish in any order, and a restart goes on behind the last record up to which all
 * are done.
 */
final class Progress {
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Consumer<String> checkpoint;

  /** {@code checkpoint}: takes the sequence number of each record up to which all are done. */
  Progress(Consumer<String> checkpoint) {
    this.checkpoint = checkpoint;
  }

  static String sequenceNumber(Record record) {
    return record.dynamodb().sequenceNumber();
  }

  /** In the order of the shard. */
  synchronized void read(Collection<Record> records) {
    records.forEach(record -> read.add(sequenceNumber(record)));
  }

  synchronized void done(Collection<Record> records) {
    records.forEach(record -> done.add(sequenceNumber(record)));
    Optional<String> last = Optional.empty();
    for (var first = read.iterator(); first.hasNext();) {
      String next = first.next();
      if (!done.remove(next)) {
        break;
      }
      first.remove();
      last = Optional.of(next);
    }
    last.ifPresent(checkpoint);
  }

  /** Those of a batch that are not done, which were all read. */
  synchronized List<Record> left(List<Record> batch) {
    return batch.stream()
        .filter(record -> read.contains(sequenceNumber(record)) && !done.contains(sequenceNumber(record))).toList();
  }

  /** How many records were read from the first one that is not done on. */
  synchronized int underWay() {
    return read.size();
  }
}
