package chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.RateLimit;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of buckets does. */
public abstract class RateLimitsContract {
  /** In the future, for the engine deletes at once what has outlived its time by its own clock. */
  private static final Instant NOW = Instant.parse("2099-11-25T10:00:00.123Z");
  private static final Duration PERIOD = RateLimit.REPORTS.chargeTime();

  private final UserId user = new UserId("user-" + UUID.randomUUID());

  protected abstract RateLimits rateLimits();

  private Optional<Duration> take(Instant now) {
    return rateLimits().take(user, RateLimit.REPORTS, now);
  }

  private void empty() {
    for (int number = 0; number < RateLimit.REPORTS.capacity(); number++) {
      assertEquals(Optional.empty(), take(NOW));
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdsExactlyItsCapacity(RateLimit limit) {
    for (int number = 0; number < limit.capacity(); number += limit.charge()) {
      assertEquals(Optional.empty(), rateLimits().take(user, limit, NOW));
    }
    assertEquals(Optional.of(limit.chargeTime()), rateLimits().take(user, limit, NOW));
  }

  @Test
  void tellsExactlyWhenThereIsOneMore() {
    empty();
    Instant later = NOW.plus(PERIOD.dividedBy(3));
    Duration wait = take(later).orElseThrow();
    assertEquals(PERIOD.minus(PERIOD.dividedBy(3)), wait);
    assertEquals(Optional.of(Duration.ofMillis(1)), take(later.plus(wait).minusMillis(1)));
    assertEquals(Optional.empty(), take(later.plus(wait)));
    assertEquals(Optional.of(PERIOD), take(later.plus(wait)));
  }

  @Test
  void whatIsRefusedTakesNothing() {
    empty();
    for (int number = 0; number < 5; number++) {
      assertEquals(Optional.of(PERIOD), take(NOW));
    }
    assertEquals(Optional.empty(), take(NOW.plus(PERIOD)));
  }

  @Test
  void isNeverMoreThanFull() {
    empty();
    Instant muchLater = NOW.plus(RateLimit.REPORTS.fillTime().multipliedBy(7));
    for (int number = 0; number < RateLimit.REPORTS.capacity(); number++) {
      assertEquals(Optional.empty(), take(muchLater));
    }
    assertEquals(Optional.of(PERIOD), take(muchLater));
  }

  @Test
  void oneBucketIsNotAnother() {
    empty();
    assertEquals(Optional.empty(), rateLimits().take(user, RateLimit.TICKETS, NOW));
    assertEquals(Optional.empty(), rateLimits().take(new UserId(user + "2"), RateLimit.REPORTS, NOW));
  }

  @Test
  void whoIsForgottenHasFullBuckets() {
    rateLimits().forget(user);
    empty();
    rateLimits().forget(user);
    empty();
    assertEquals(Optional.of(PERIOD), take(NOW));
  }

  /** Functions' clocks differ a little. */
  @Test
  void aClockThatIsBehindTakesNoMoreThanThereIs() {
    empty();
    assertTrue(take(NOW.minusSeconds(1)).orElseThrow().compareTo(PERIOD) > 0);
    assertEquals(Optional.empty(), take(NOW.plus(PERIOD)));
  }

  @Test
  void asManySucceedAtOnceAsThereAre() throws Exception {
    Callable<Optional<Duration>> one = () -> take(NOW);
    List<Callable<Optional<Duration>>> all = IntStream.range(0, 30).mapToObj(number -> one).toList();
    long taken = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(all)) {
        taken += result.get().isEmpty() ? 1 : 0;
      }
    }
    assertEquals(RateLimit.REPORTS.capacity(), taken);
  }
}
