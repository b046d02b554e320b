package chat.messaging;

/** How long a writer stands back after it lost a race for a number. */
@FunctionalInterface
public interface Backoff {
  /** Returns when the writer may try again. {@code lostRaces}: how often it lost, from 1. */
  void standBack(int lostRaces);
}
