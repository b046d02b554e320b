package chat.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter, so that writers who collided once do not collide again in step. */
public final class JitteredBackoff implements Backoff {
  private static final Duration BASE = Duration.ofMillis(16);
  private static final Duration CAP = Duration.ofMillis(256);

  private final RandomGenerator random;
  private final Duration base;
  private final Duration cap;

  /** The times that the contention benchmark chose. */
  public JitteredBackoff(RandomGenerator random) {
    this(random, BASE, CAP);
  }

  /** {@code base}: at most so long after the first lost race, doubled after each further one up to {@code cap}. */
  public JitteredBackoff(RandomGenerator random, Duration base, Duration cap) {
    this.random = random;
    this.base = base;
    this.cap = cap;
  }

  @Override
  public void standBack(int lostRaces) {
    long bound = Math.min(cap.toNanos(), base.toNanos() << Math.min(lostRaces - 1, 10));
    LockSupport.parkNanos(random.nextLong(bound));
  }
}
