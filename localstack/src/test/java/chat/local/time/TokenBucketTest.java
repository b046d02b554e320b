package chat.local.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private final ManualTime time = new ManualTime();
  private final TokenBucket bucket = new TokenBucket(time, 2, 3);

  private int taken() {
    int taken = 0;
    while (bucket.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void takesTheBurstAndThenTheRate() {
    assertEquals(3, taken());
    time.advance(Duration.ofMillis(499));
    assertEquals(0, taken());
    time.advance(Duration.ofMillis(1));
    assertEquals(1, taken());
  }

  @Test
  void savesNoMoreThanTheBurst() {
    time.advance(Duration.ofHours(1));
    assertEquals(3, taken());
  }
}
