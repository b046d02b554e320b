package chat.watch;

import chat.model.ConnectionId;
import chat.simulation.Chance;

/** A socket of a client. Posts to several have no order, so what is random on it comes from a chance of its own. */
final class Line {
  final ConnectionId connectionId;
  final PresenceClient client;
  final Chance chance;
  State state = State.OPENING;
  /** The client has left it before the handshake was over. */
  boolean abandoned;
  /** When its client hears that it is open. */
  long openMicros = Long.MAX_VALUE;
  /** Frames of it that are at work. */
  private final long number;
  private long frames;

  enum State {
    /** The handshake is not over. */
    OPENING, OPEN,
    /** Its client is gone, and the gateway has not noticed. */
    SILENT,
    /** The gateway knows. */
    CLOSED
  }

  Line(long number, PresenceClient client, Chance chance) {
    this.number = number;
    this.connectionId = new ConnectionId("line-" + number);
    this.client = client;
    this.chance = chance;
  }

  long number() {
    return number;
  }

  long nextFrame() {
    return ++frames;
  }

  @Override
  public String toString() {
    return connectionId + " of " + client;
  }
}
