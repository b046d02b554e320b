package chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.RateLimit;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final UserId ALICE = new UserId("alice");
  private static final RateLimit SENDS = RateLimit.SENDS;

  private final InMemoryRateLimits limits = new InMemoryRateLimits();
  private final Random random = new Random(7);
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final Throttle throttle = environment();

  private Throttle environment() {
    return new Throttle(limits, () -> now, random);
  }

  private long allowed(Throttle at, int sends) {
    return IntStream.range(0, sends).filter(number -> at.take(ALICE, SENDS).isEmpty()).count();
  }

  @Test
  void checksEveryUseOfALimitWithoutCharges() {
    for (int number = 0; number < RateLimit.REPORTS.capacity(); number++) {
      assertEquals(Optional.empty(), throttle.take(ALICE, RateLimit.REPORTS));
    }
    assertEquals(Optional.of(RateLimit.REPORTS.chargeTime()), throttle.take(ALICE, RateLimit.REPORTS));
    assertEquals(RateLimit.REPORTS.capacity() + 1, limits.asked());
  }

  @Test
  void checksEveryTenthSend() {
    allowed(throttle, 7 * SENDS.charge());
    assertEquals(7, limits.asked());
  }

  /** However the sends fall on environments, a check is due for a tenth of them. */
  @Test
  void costsATenthAlsoWhereAUserIsNew() {
    int fresh = 20_000;
    for (int number = 0; number < fresh; number++) {
      now = now.plus(SENDS.chargeTime());
      assertEquals(Optional.empty(), environment().take(ALICE, SENDS));
    }
    assertEquals(fresh / 10.0, limits.asked(), fresh / 200.0);
  }

  @Test
  void letsThroughTheCapacityAndAtMostOneChargeMore() {
    long passed = allowed(throttle, 2 * SENDS.capacity());
    assertTrue(passed >= SENDS.capacity() && passed < SENDS.capacity() + SENDS.charge(), "passed: " + passed);
  }

  @Test
  void whoIsRefusedIsNotCheckedAgainBeforeTheirTime() {
    allowed(throttle, 2 * SENDS.capacity());
    int asked = limits.asked();
    Duration wait = throttle.take(ALICE, SENDS).orElseThrow();
    now = now.plus(wait).minusMillis(1);
    assertEquals(Optional.of(Duration.ofMillis(1)), throttle.take(ALICE, SENDS));
    assertEquals(asked, limits.asked());
    now = now.plusMillis(1);
    assertEquals(Optional.empty(), throttle.take(ALICE, SENDS));
    assertEquals(asked + 1, limits.asked());
    assertEquals(SENDS.charge() - 1, allowed(throttle, SENDS.charge() + 5));
  }

  @Test
  void othersAreNotHeldBack() {
    allowed(throttle, 2 * SENDS.capacity());
    assertEquals(Optional.empty(), throttle.take(new UserId("bob"), SENDS));
  }

  /** Bounded memory: who was long not met is new again. */
  @Test
  void forgetsWhomItMetLongAgo() {
    allowed(throttle, 2 * SENDS.capacity());
    int asked = limits.asked();
    assertFalse(throttle.take(ALICE, SENDS).isEmpty());
    assertEquals(asked, limits.asked());
    IntStream.rangeClosed(1, Throttle.REMEMBERED).forEach(number -> throttle.take(new UserId("user" + number), SENDS));
    asked = limits.asked();
    allowed(throttle, SENDS.charge());
    assertEquals(asked + 1, limits.asked());
  }

  @Test
  void aFaultLetsThroughOrRefusesAsTheLimitSays() {
    limits.breakDown();
    List<RateLimit> open = Stream.of(RateLimit.values()).filter(limit -> limit.onFault() == RateLimit.OnFault.ALLOW)
        .toList();
    assertEquals(List.of(RateLimit.SENDS, RateLimit.TICKETS, RateLimit.CONNECTS, RateLimit.BLOCKS,
        RateLimit.PUSH_REGISTRATIONS), open);
    for (RateLimit limit : RateLimit.values()) {
      if (open.contains(limit)) {
        for (int number = 0; number < 2 * limit.charge(); number++) {
          assertEquals(Optional.empty(), throttle.take(ALICE, limit));
        }
      } else {
        assertThrows(IllegalStateException.class, () -> throttle.take(ALICE, limit));
      }
    }
  }
}
