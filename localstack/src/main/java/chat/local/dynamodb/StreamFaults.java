package chat.local.dynamodb;

import chat.topology.StreamSource;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What goes wrong with streams. */
public interface StreamFaults {
  /** Nothing does. */
  StreamFaults NONE = new StreamFaults() {
  };

  /** What the function is given in place of a batch: all of its records, perhaps twice or in another order. */
  default List<Record> arrange(StreamSource source, List<Record> batch) {
    return batch;
  }

  /** How long a batch is held back. */
  default Duration delay(StreamSource source) {
    return Duration.ZERO;
  }

  /** Whether nothing is read for now. */
  default boolean stopped(StreamSource source) {
    return false;
  }
}
