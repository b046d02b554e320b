package chat.limit;

import chat.model.RateLimit;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How full each user's buckets are. */
public interface RateLimits {
  /**
   * Takes one charge out of the user's bucket, if that much is in it: exactly so, however many take at once. Otherwise
   * nothing is taken, and the answer is after what time there will be enough, if nobody else takes it.
   */
  Optional<Duration> take(UserId userId, RateLimit limit, Instant now);

  /** Forgets the user: all their buckets are full. */
  void forget(UserId userId);
}
