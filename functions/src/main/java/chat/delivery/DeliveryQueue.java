package chat.delivery;

import java.time.Duration;
import java.util.List;

/** The queues between the functions that deliver. What is put there comes at least once. */
public interface DeliveryQueue {
  /** To be done now. */
  void put(List<DeliveryOrder.Chunk> chunks);

  /** To be done after a while. */
  void put(List<? extends DeliveryOrder> orders, Duration delay);
}
