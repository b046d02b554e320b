package chat.erasure;

import java.time.Duration;

/** The jobs that are to be carried on. Each comes at least once, and again until it was done. */
@FunctionalInterface
public interface Erasures {
  void put(Erasure erasure, Duration delay);
}
