package chat.presence;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace of signs of life.
 *
 * @param heartbeat how often a client shows itself
 * @param length how long it may be silent before it counts as offline
 */
public record Lease(Duration heartbeat, Duration length) {
  private static final int LEAST_HEARTBEATS = 3;

  public Lease {
    if (length.compareTo(heartbeat.multipliedBy(LEAST_HEARTBEATS)) < 0) {
      throw new IllegalArgumentException("LEASE_SECONDS must be at least three times HEARTBEAT_SECONDS.");
    }
  }

  Instant from(Instant now) {
    return now.plus(length);
  }

  /**
   * Whether this sign of life is worth a write: when without one the lease would not outlive two more heartbeats and a
   * half, so that one of them may be lost and the next late.
   */
  boolean isDue(Instant leaseUntil, Instant now) {
    return now.plus(heartbeat.multipliedBy(5).dividedBy(2)).isAfter(leaseUntil);
  }
}
