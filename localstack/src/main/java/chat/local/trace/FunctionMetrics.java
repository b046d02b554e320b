package chat.local.trace;

import java.time.Duration;
import java.util.Arrays;

/** The figures of one function, named as CloudWatch names them. Percentiles are of the newest thousand invocations. */
public final class FunctionMetrics {
  private static final int KEPT = 1_000;

  private final long[] nanos = new long[KEPT];
  private long invocations;
  private long errors;
  private long throttles;
  private long coldStarts;

  /** What has come together so far. */
  public record Summary(long invocations, long errors, long throttles, long coldStarts, Duration p50, Duration p95,
      Duration max) {}

  synchronized void add(Duration took, boolean failed, boolean cold) {
    nanos[Math.toIntExact(invocations % KEPT)] = took.toNanos();
    invocations++;
    errors += failed ? 1 : 0;
    coldStarts += cold ? 1 : 0;
  }

  /** Notes an invocation for which there was no room. */
  public synchronized void throttled() {
    throttles++;
  }

  public synchronized Summary summary() {
    long[] sorted = Arrays.copyOf(nanos, Math.toIntExact(Math.min(invocations, KEPT)));
    Arrays.sort(sorted);
    return new Summary(invocations, errors, throttles, coldStarts, percentile(sorted, 50), percentile(sorted, 95),
        percentile(sorted, 100));
  }

  /** The nearest rank. */
  private static Duration percentile(long[] sorted, int percent) {
    int rank = Math.ceilDiv(sorted.length * percent, 100);
    return rank == 0 ? Duration.ZERO : Duration.ofNanos(sorted[rank - 1]);
  }
}
