package chat.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets a rate through, and a burst at once, as AWS throttles
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 */
public final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final InstantSource clock;
  private final int perSecond;
  private final int burst;
  private double tokens;
  private Instant filledAt;

  public TokenBucket(InstantSource clock, int perSecond, int burst) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = clock.instant();
  }

  /** Returns false when it is too much. */
  public synchronized boolean take() {
    Instant now = clock.instant();
    tokens = Math.min(burst, tokens + perSecond * (Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND));
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
