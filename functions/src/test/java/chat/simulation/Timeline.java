package chat.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time and what is planned in it. Nothing happens but by it, one thing at a time. */
public final class Timeline {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final Comparator<Plan> ORDER = Comparator.comparingLong(Plan::micros).thenComparingLong(Plan::lane)
      .thenComparingLong(Plan::number);

  private final PriorityQueue<Plan> plans = new PriorityQueue<>(ORDER);
  private long micros;
  private long planned;

  private record Plan(long micros, long lane, long number, Runnable work) {}

  public long micros() {
    return micros;
  }

  public Instant now() {
    return START.plus(micros, ChronoUnit.MICROS);
  }

  public static long millis(long millis) {
    return millis * 1_000;
  }

  public static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  public void in(long delayMicros, Runnable work) {
    plans.add(new Plan(micros + delayMicros, 0, planned++, work));
  }

  /** In a lane with numbers of its own, from 1: then it does not matter in which order several lanes are asked. */
  public void inLane(long lane, long number, long delayMicros, Runnable work) {
    plans.add(new Plan(micros + delayMicros, lane, number, work));
  }

  /** Returns false when nothing is left to do. */
  public boolean next() {
    Plan plan = plans.poll();
    if (plan == null) {
      return false;
    }
    micros = plan.micros();
    plan.work().run();
    return true;
  }
}
