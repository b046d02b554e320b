package chat.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in a run: the same seed draws the same. */
public final class Chance {
  private final SplittableRandom random;

  public Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public boolean happens(double likelihood) {
    return random.nextDouble() < likelihood;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Spread over the orders of magnitude: mostly near {@code least}, now and then near {@code most}. */
  public long skewed(long least, long most) {
    double share = Math.pow(random.nextDouble(), 4);
    return least + (long) (share * (most - least));
  }

  public <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One of its own, so that what draws from it disturbs nobody. */
  public Chance fork() {
    return new Chance(random.nextLong());
  }
}
