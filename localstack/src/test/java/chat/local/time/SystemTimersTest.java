package chat.local.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SystemTimersTest {
  @AutoClose
  private final SystemTimers timers = new SystemTimers();

  @Test
  void runsWhatIsDueAndNotWhatIsCancelled() throws InterruptedException {
    AtomicBoolean cancelledRan = new AtomicBoolean();
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    timers.schedule(Duration.ZERO, () -> awaitQuietly(cancelled));
    timers.schedule(Duration.ofMillis(1), () -> cancelledRan.set(true)).cancel();
    timers.schedule(Duration.ofMillis(2), ran::countDown);
    cancelled.countDown();
    assertTrue(ran.await(5, TimeUnit.SECONDS));
    assertFalse(cancelledRan.get());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void takesWhatComesAfterTheClose() {
    timers.close();
    timers.schedule(Duration.ZERO, () -> {}).cancel();
  }
}
