package chat.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clock and its timers that stand still until a test moves them on. */
public final class ManualTime implements InstantSource, Timers {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
  private final List<Scheduled> waiting = new ArrayList<>();
  private final AtomicLong count = new AtomicLong();
  private volatile @Nullable RuntimeException fault;

  private record Scheduled(long number, Instant due, Runnable task) {}

  @Override
  public Instant instant() {
    RuntimeException broken = fault;
    if (broken != null) {
      throw broken;
    }
    return now.get();
  }

  /** The clock throws from now on. */
  public void breakDown(RuntimeException broken) {
    fault = broken;
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Scheduled scheduled = new Scheduled(count.getAndIncrement(), now.get().plus(delay), task);
    synchronized (waiting) {
      waiting.add(scheduled);
    }
    return () -> {
      synchronized (waiting) {
        waiting.remove(scheduled);
      }
    };
  }

  /** Moves on and runs, in order, what comes due on the way. */
  public void advance(Duration time) {
    Instant end = now.get().plus(time);
    for (Scheduled next = takeUntil(end); next != null; next = takeUntil(end)) {
      now.set(next.due());
      next.task().run();
    }
    now.set(end);
  }

  private @Nullable Scheduled takeUntil(Instant end) {
    synchronized (waiting) {
      Scheduled next = waiting.stream().filter(scheduled -> !scheduled.due().isAfter(end))
          .min(Comparator.comparing(Scheduled::due).thenComparingLong(Scheduled::number)).orElse(null);
      waiting.remove(next);
      return next;
    }
  }

  /** How many tasks have neither run nor been cancelled. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }
}
