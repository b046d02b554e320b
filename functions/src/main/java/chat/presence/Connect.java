package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.Socket;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notes a socket, which is about to open, and sees that it gets a picture of its user's contacts. */
public final class Connect {
  /**
   * By then the socket is open, and whatever a contact who comes at the same moment has written is read by one of the two,
   * also by a read that lags.
   */
  static final Duration SETTLING = Duration.ofSeconds(2);
  /** For so long a client may go on trying to come in. */
  private static final Duration RETRYING = Duration.ofMinutes(1);
  /** Closed sockets that may stay until a sign of life drops them: they make each write dearer. */
  private static final int LAPSED = 4;

  private final Presences presences;
  private final Watches watches;
  private final PresenceQueue queue;
  private final Lease lease;
  private final InstantSource clock;

  public Connect(Presences presences, Watches watches, PresenceQueue queue, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.watches = watches;
    this.queue = queue;
    this.lease = lease;
    this.clock = clock;
  }

  /** Returns the user's presence with it. */
  public Presence note(UserId userId, ConnectionId connectionId, DeviceId device) {
    Instant now = clock.instant();
    Socket socket = new Socket(device, now, lease.shownUntil(now, false), false, false);
    Presence noted = presences.touch(userId, connectionId, socket, Optional.of(now), Optional.empty(), Set.of());
    announce(noted, before(noted, connectionId, now), now);
    Set<ConnectionId> lapsed = noted.lapsed(now).keySet();
    return lapsed.size() < LAPSED
        ? noted
        : presences.touch(userId, connectionId, socket, Optional.of(now), Optional.empty(), lapsed);
  }

  /** What watchers may know: of a handshake that died a moment ago they have not been told. */
  private static PresenceState before(Presence noted, ConnectionId connectionId, Instant now) {
    Presence before = noted.with(connectionId, null);
    Presence settled = before;
    for (Map.Entry<ConnectionId, Socket> other : before.sockets().entrySet()) {
      settled = other.getValue().since().plus(RETRYING).isAfter(now) ? settled.with(other.getKey(), null) : settled;
    }
    return (settled.isOnline(now) ? settled : before).stateAt(now);
  }

  /** Those who watch already are to hear of it: nobody is paired with them anew. */
  private void announce(Presence noted, PresenceState before, Instant now) {
    if (noted.stateAt(now) != before && watches.isWatched(noted.userId())) {
      queue.put(new PresenceOrder.Check(noted.userId(), before), Duration.between(now, lease.afterLeaving(now)));
    }
  }

  /** The user may come in with it. */
  public void settle(UserId userId, ConnectionId connectionId) {
    queue.put(new PresenceOrder.Settle(userId, connectionId, null), SETTLING);
  }
}
