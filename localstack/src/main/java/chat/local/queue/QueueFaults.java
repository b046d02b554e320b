package chat.local.queue;

import chat.topology.Queue;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong with queues. */
public interface QueueFaults {
  /** Nothing does. */
  QueueFaults NONE = new QueueFaults() {
  };

  /**
   * Whether a handled message is not deleted, and so comes again: after how long. In the cloud that is what is left of the
   * visibility timeout.
   */
  default Optional<Duration> forgetsDelete(Queue queue) {
    return Optional.empty();
  }
}
