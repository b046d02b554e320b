package chat.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter, so that writers who collided once do not collide again in step. */
public final class JitteredBackoff implements Backoff {
  private static final Duration BASE = Duration.ofMillis(4);
  private static final Duration CAP = Duration.ofMillis(128);

  private final RandomGenerator random;

  public JitteredBackoff(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void standBack(int lostRaces) {
    long bound = Math.min(CAP.toNanos(), BASE.toNanos() << Math.min(lostRaces - 1, 10));
    LockSupport.parkNanos(random.nextLong(bound));
  }
}
