package chat.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in a run: the same seed draws the same. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean happens(double likelihood) {
    return random.nextDouble() < likelihood;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Spread over the orders of magnitude: mostly near {@code least}, now and then near {@code most}. */
  long skewed(long least, long most) {
    double share = Math.pow(random.nextDouble(), 4);
    return least + (long) (share * (most - least));
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One of its own, so that what draws from it disturbs nobody. */
  Chance fork() {
    return new Chance(random.nextLong());
  }
}
