package chat.session;

import chat.delivery.ConnectionGateway;
import chat.messaging.Backoff;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Leave;
import chat.presence.Presences;
import chat.wire.ServerEvent.Ended;
import chat.wire.ServerEvent.Ended.Reason;
import chat.wire.WireCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Ends a user's sockets: says why, closes them, and notes it. */
public final class EndSockets {
  /** As long as a handshake may last: a younger socket that the gateway does not know may yet open. */
  private static final Duration OPENING = Duration.ofSeconds(10);
  /** With the pauses some fifteen seconds. */
  private static final int TRIES = 30;

  private final Presences presences;
  private final Leave leave;
  private final ConnectionGateway gateway;
  private final Backoff backoff;
  private final InstantSource clock;

  public EndSockets(Presences presences, Leave leave, ConnectionGateway gateway, Backoff backoff, InstantSource clock) {
    this.presences = presences;
    this.leave = leave;
    this.gateway = gateway;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Ends all that are noted by now. Returns when none of them is open; throws if one cannot be closed. */
  public void all(UserId userId, Reason reason) {
    untilNoneIsLeft(userId, _ -> true, reason);
  }

  /** The same for those of one device. */
  public void ofDevice(UserId userId, DeviceId device, Reason reason) {
    untilNoneIsLeft(userId, socket -> socket.device().equals(device), reason);
  }

  private void untilNoneIsLeft(UserId userId, Predicate<Socket> which, Reason reason) {
    Map<ConnectionId, Socket> left = end(userId, noted(userId, which), reason);
    for (int tries = 1; !left.isEmpty(); tries++) {
      if (tries == TRIES) {
        throw new IllegalStateException(left.size() + " sockets of " + userId + " are not closed: try again.");
      }
      backoff.standBack(tries);
      Map<ConnectionId, Socket> stillNoted = noted(userId, which);
      stillNoted.keySet().retainAll(left.keySet());
      left = end(userId, stillNoted, reason);
    }
  }

  private Map<ConnectionId, Socket> noted(UserId userId, Predicate<Socket> which) {
    Map<ConnectionId, Socket> noted = new HashMap<>(
        presences.current(userId).map(Presence::connections).orElse(Map.of()));
    noted.values().removeIf(which.negate());
    return noted;
  }

  /** Tries once. Returns those that may be open still: they stay noted. */
  Map<ConnectionId, Socket> end(UserId userId, Map<ConnectionId, Socket> sockets, Reason reason) {
    String frame = WireCodec.encode(new Ended(reason));
    Map<ConnectionId, Socket> left = new HashMap<>(sockets);
    left.entrySet().removeIf(entry -> isEnded(userId, entry.getKey(), entry.getValue(), frame));
    return left;
  }

  private boolean isEnded(UserId userId, ConnectionId connectionId, Socket socket, String frame) {
    gateway.post(connectionId, frame);
    boolean ended = switch (gateway.close(connectionId)) {
      case CLOSED -> true;
      case GONE -> socket.since().plus(OPENING).isBefore(clock.instant());
      case FAILED -> false;
    };
    if (ended) {
      leave.leave(userId, connectionId);
    }
    return ended;
  }
}
