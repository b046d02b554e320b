package chat.simulation;

import java.util.random.RandomGenerator;

/** Chance of functions. A writer that stands back for a random time does so in virtual time, and then not in real time. */
final class SteppedRandom implements RandomGenerator {
  private final Steps steps;

  SteppedRandom(Steps steps) {
    this.steps = steps;
  }

  @Override
  public long nextLong() {
    return steps.chance().between(Long.MIN_VALUE, Long.MAX_VALUE - 1);
  }

  /** {@code nanos}: the most to stand back. */
  @Override
  public long nextLong(long nanos) {
    steps.pause(steps.chance().between(0, nanos / 1_000));
    return 0;
  }
}
