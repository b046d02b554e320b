package chat.limit;

import chat.model.RateLimit;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Buckets in memory. It counts what it is asked, and can be broken. */
public final class InMemoryRateLimits implements RateLimits {
  private final Map<Bucket, Instant> fullAt = new HashMap<>();
  private int asked;
  private boolean broken;

  private record Bucket(UserId userId, RateLimit limit) {}

  public int asked() {
    return asked;
  }

  public void breakDown() {
    broken = true;
  }

  @Override
  public synchronized Optional<Duration> take(UserId userId, RateLimit limit, Instant now) {
    asked++;
    if (broken) {
      throw new IllegalStateException("The table is not there.");
    }
    Bucket bucket = new Bucket(userId, limit);
    Instant before = fullAt.getOrDefault(bucket, now);
    Instant after = (before.isBefore(now) ? now : before).plus(limit.chargeTime());
    Duration wait = Duration.between(now.plus(limit.fillTime()), after);
    if (wait.isPositive()) {
      return Optional.of(wait);
    }
    fullAt.put(bucket, after);
    return Optional.empty();
  }

  @Override
  public synchronized void forget(UserId userId) {
    fullAt.keySet().removeIf(bucket -> bucket.userId().equals(userId));
  }
}
