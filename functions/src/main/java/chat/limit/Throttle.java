package chat.limit;

import static java.lang.System.Logger.Level.WARNING;

import chat.model.RateLimit;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lets a user do something as often as its {@link RateLimit} says.
 *
 * <p>A limit whose charge is many is checked only once for as many, by each execution environment for itself. Where a user
 * is met for the first time, the first check comes after a random part of that: so on average a use costs its share of a
 * check, and takes exactly one out of the bucket, on however many environments the uses fall.
 */
public final class Throttle {
  private static final System.Logger LOG = System.getLogger(Throttle.class.getName());
  /** Some 2 MB. Who is forgotten is met for the first time again. */
  static final int REMEMBERED = 10_000;

  private final RateLimits limits;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Use, Share> shares = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Use, Share> eldest) {
      return size() > REMEMBERED;
    }
  };

  public Throttle(RateLimits limits, InstantSource clock, RandomGenerator random) {
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  private record Use(UserId userId, RateLimit limit) {}

  /**
   * What this environment may let pass by itself.
   *
   * @param left so many more without a check
   * @param emptyUntil when there is something in the bucket again
   */
  private record Share(int left, Instant emptyUntil) {}

  /** Empty if the user may; otherwise after what time they may. A fault where the limit allows none is thrown. */
  public Optional<Duration> take(UserId userId, RateLimit limit) {
    Instant now = clock.instant();
    if (limit.charge() == 1) {
      return charge(userId, limit, now);
    }
    Use use = new Use(userId, limit);
    Share before = takeShare(use, now);
    if (before.emptyUntil().isAfter(now)) {
      return Optional.of(Duration.between(now, before.emptyUntil()));
    }
    if (before.left() > 0) {
      return Optional.empty();
    }
    Optional<Duration> wait = charge(userId, limit, now);
    wait.ifPresent(time -> put(use, new Share(0, now.plus(time))));
    return wait;
  }

  /** Whoever comes while the check is under way passes on its charge. */
  private Share takeShare(Use use, Instant now) {
    synchronized (shares) {
      int charge = use.limit().charge();
      Share before = shares.getOrDefault(use, new Share(random.nextInt(charge), Instant.EPOCH));
      if (!before.emptyUntil().isAfter(now)) {
        shares.put(use, new Share(before.left() == 0 ? charge - 1 : before.left() - 1, Instant.EPOCH));
      }
      return before;
    }
  }

  private void put(Use use, Share share) {
    synchronized (shares) {
      shares.put(use, share);
    }
  }

  private Optional<Duration> charge(UserId userId, RateLimit limit, Instant now) {
    try {
      return limits.take(userId, limit, now);
    } catch (RuntimeException fault) {
      return switch (limit.onFault()) {
        case ALLOW -> {
          LOG.log(WARNING, limit + " cannot be checked and are let through.", fault);
          yield Optional.empty();
        }
        case REFUSE -> throw fault;
      };
    }
  }
}
