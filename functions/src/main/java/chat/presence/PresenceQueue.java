package chat.presence;

import java.time.Duration;
import java.util.List;

/** The queue of what is done about presence. What is put there comes at least once. */
public interface PresenceQueue {
  /** What a message may wait at most. */
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** To be done after a while, at most {@link #LONGEST_DELAY}. */
  void put(List<? extends PresenceOrder> orders, Duration delay);

  /** The same for one. */
  default void put(PresenceOrder order, Duration delay) {
    put(List.of(order), delay);
  }
}
