package chat.simulation;

import chat.model.ConnectionId;

/** One WebSocket. What is random on it comes from a chance of its own: posts to several sockets have no order. */
final class Socket {
  private final long number;
  private final Device device;
  private final Chance chance;
  private State state = State.OPENING;
  private long frames;

  enum State {
    /** The handshake is not over. */
    OPENING, OPEN,
    /** Nothing passes any more, and nobody has noticed. */
    BROKEN,
    /** The gateway knows. */
    CLOSED
  }

  Socket(long number, Device device, Chance chance) {
    this.number = number;
    this.device = device;
    this.chance = chance;
  }

  long number() {
    return number;
  }

  ConnectionId connectionId() {
    return new ConnectionId("socket-" + number);
  }

  Device device() {
    return device;
  }

  Chance chance() {
    return chance;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  /** Numbers what travels on it. */
  long nextFrame() {
    return ++frames;
  }

  @Override
  public String toString() {
    return "socket-" + number + " of " + device;
  }
}
