package chat.push;

import java.time.Duration;
import java.util.List;

/** The queue of what devices are to be told. What is put there comes at least once. */
@FunctionalInterface
public interface PushQueue {
  /** To be done after a while, at most 15 minutes. */
  void put(List<PushOrder> orders, Duration delay);
}
