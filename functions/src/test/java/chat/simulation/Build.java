package chat.simulation;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is simulated: the product, or the product with a bug.
 *
 * @param wirings of those whose ports are not as they should be
 * @param streamRetries whether a failed batch of the stream comes again
 * @param repairLane whether the stream has its second reader
 */
record Build(Map<Lambda, Wiring> wirings, boolean streamRetries, boolean repairLane) {
  static final Build PRODUCT = new Build(Map.of(), true, true);

  /** What a function gets for its ports. */
  @FunctionalInterface
  interface Wiring {
    SimulatedPorts ports(SimulatedPorts ports, Tables tables);
  }

  static Build of(Wiring wiring, Lambda... touched) {
    return PRODUCT.with(wiring, touched);
  }

  Build with(Wiring wiring, Lambda... touched) {
    Map<Lambda, Wiring> all = new EnumMap<>(Lambda.class);
    all.putAll(wirings);
    for (Lambda lambda : touched) {
      all.put(lambda, wiring);
    }
    return new Build(all, streamRetries, repairLane);
  }

  SimulatedPorts ports(Lambda lambda, SimulatedPorts ports, Tables tables) {
    return wirings.getOrDefault(lambda, (same, itsTables) -> same).ports(ports, tables);
  }

  Build withoutRepairLane() {
    return new Build(wirings, streamRetries, false);
  }

  Build withoutStreamRetries() {
    return new Build(wirings, false, repairLane);
  }
}
