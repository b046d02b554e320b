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
  public Lease {
    if (length.compareTo(heartbeat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("LEASE_SECONDS must be at least twice HEARTBEAT_SECONDS.");
    }
  }

  Instant from(Instant now) {
    return now.plus(length);
  }

  /** Whether so much is gone that the next sign of life is worth a write: two heartbeats always fit into what is left. */
  boolean isDue(Instant leaseUntil, Instant now) {
    return now.plus(length.dividedBy(2)).isAfter(leaseUntil);
  }
}
