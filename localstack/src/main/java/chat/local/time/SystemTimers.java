package chat.local.time;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers in real time, on one thread. What is cancelled is forgotten at once, so a timer per message stays cheap. */
public final class SystemTimers implements Timers, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
      Thread.ofPlatform().daemon().name("timers").factory(), new ThreadPoolExecutor.DiscardPolicy());

  public SystemTimers() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /** After the close it does nothing. */
  @Override
  public Timer schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Drops what has not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
