package chat.local.fault;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How much of a fault.
 *
 * @param share of the occasions at which it strikes, above 0 and at most 1
 * @param times after which it is over; without it, it goes on until it is switched off
 * @param delay how late what is late comes, at most an hour
 * @param only the functions or queues that it strikes, by name; if there are none, any
 */
public record Dose(double share, OptionalInt times, Duration delay, Set<String> only) {
  private static final Duration LONGEST = Duration.ofHours(1);
  /** Every time, everywhere. */
  public static final Dose ALWAYS = new Dose(1, OptionalInt.empty(), Duration.ofSeconds(1), Set.of());

  public Dose {
    only = Set.copyOf(only);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share lies above 0 and is at most 1.");
    }
    if (times.isPresent() && times.getAsInt() < 1) {
      throw new IllegalArgumentException("It strikes at least once.");
    }
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("A delay is at most an hour.");
    }
  }

  public Dose share(double other) {
    return new Dose(other, times, delay, only);
  }

  public Dose times(int most) {
    return new Dose(share, OptionalInt.of(most), delay, only);
  }

  public Dose delay(Duration other) {
    return new Dose(share, times, other, only);
  }

  /** {@code names}: of functions or queues. */
  public Dose only(String... names) {
    return new Dose(share, times, delay, Set.of(names));
  }

  boolean strikesAt(String name) {
    return only.isEmpty() || only.contains(name);
  }
}
