package chat.local.time;

import java.time.Duration;

/** Runs tasks later. A task must not block, since all of them may share one thread. */
public interface Timers {
  Timer schedule(Duration delay, Runnable task);

  /** A task that has been scheduled. */
  @FunctionalInterface
  interface Timer {
    /** Does nothing when the task has run. */
    void cancel();
  }
}
