package chat.simulation;

import java.util.List;

/**
 * What is simulated: the product, or the product with a bug.
 *
 * @param touched whose ports are not as they should be
 * @param streamRetries whether a failed batch of the stream comes again
 * @param repairLane whether the stream has its second reader
 */
record Build(List<Lambda> touched, Wiring wiring, boolean streamRetries, boolean repairLane) {
  static final Build PRODUCT = new Build(List.of(), (ports, tables) -> ports, true, true);

  /** What a function gets for its ports. */
  @FunctionalInterface
  interface Wiring {
    SimulatedPorts ports(SimulatedPorts ports, Tables tables);
  }

  static Build of(Wiring wiring, Lambda... touched) {
    return new Build(List.of(touched), wiring, true, true);
  }

  SimulatedPorts ports(Lambda lambda, SimulatedPorts ports, Tables tables) {
    return touched.contains(lambda) ? wiring.ports(ports, tables) : ports;
  }

  Build withoutRepairLane() {
    return new Build(touched, wiring, streamRetries, false);
  }

  Build withoutStreamRetries() {
    return new Build(touched, wiring, false, repairLane);
  }
}
