package chat.local.function;

import chat.local.trace.Invocation;
import java.time.Duration;

/**
 * An event for a function.
 *
 * @param deadline on the clock of {@link System#nanoTime}
 */
public record Work(Invocation invocation, String event, long deadline) {
  /** Named as the function's logs name it. */
  public String requestId() {
    return invocation.requestId();
  }

  /** How much of the function's time is left, never negative. */
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
