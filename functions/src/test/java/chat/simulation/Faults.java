package chat.simulation;

import java.util.EnumMap;
import java.util.Map;

/** The faults of a run: how likely each is, and how often each struck. A run has some of them, none in a few. */
public final class Faults {
  private static final double NONE_AT_ALL = 0.05;
  private static final double HAS_ONE = 0.5;

  private final Map<Fault, Double> likelihoods = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private boolean over;

  public Faults(Chance chance) {
    boolean none = chance.happens(NONE_AT_ALL);
    for (Fault fault : Fault.values()) {
      boolean has = chance.happens(HAS_ONE);
      double likelihood = chance.skewed(1, 1000) / 1000.0 * 0.7 + 0.3;
      likelihoods.put(fault, has && !none ? likelihood * fault.most : 0);
    }
  }

  public boolean strike(Fault fault, Chance chance) {
    boolean strikes = chance.happens(likelihoods.getOrDefault(fault, 0.0)) && !over;
    if (strikes) {
      struck.merge(fault, 1, Integer::sum);
    }
    return strikes;
  }

  /** From now on everything works. */
  public void end() {
    over = true;
  }

  Map<Fault, Integer> struck() {
    return struck;
  }

  boolean struck(Fault fault) {
    return struck.containsKey(fault);
  }
}
