package chat.local.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as people read them. */
final class Millis {
  private static final int NANOS_DIGITS = 6;

  private Millis() {}

  /** In milliseconds, to a tenth. */
  static BigDecimal of(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), NANOS_DIGITS).setScale(1, RoundingMode.HALF_UP);
  }
}
