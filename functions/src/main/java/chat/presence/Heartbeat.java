package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sign of life. It writes only when the lease runs low, or when the connection is not noted: then a post met the
 * socket before it was open and took it for gone, and this puts it back.
 */
public final class Heartbeat {
  private final Presences presences;
  private final Sight sight;
  private final Lease lease;
  private final InstantSource clock;

  public Heartbeat(Presences presences, Sight sight, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.sight = sight;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * When the next heartbeat is due, whether the connection had been forgotten, and who of the watched is online, as far as
   * the user may see it: who hides looks like one who is away.
   */
  public record Pulse(Duration nextHeartbeat, boolean forgotten, Set<UserId> online) {}

  public Pulse beat(UserId userId, ConnectionId connectionId, DeviceId device, List<UserId> watched) {
    Instant now = clock.instant();
    Set<UserId> users = new LinkedHashSet<>(watched);
    users.add(userId);
    Map<UserId, Presence> found = presences.find(users);
    Presence own = found.get(userId);
    boolean forgotten = own == null || !own.connections().containsKey(connectionId);
    if (own == null || forgotten || lease.isDue(own.leaseUntil(), now)) {
      presences.touch(userId, connectionId, device, now, lease.from(now));
    }
    Set<UserId> online = new LinkedHashSet<>(watched);
    online.retainAll(sight.seen(userId, found.values().stream()
        .filter(presence -> !presence.userId().equals(userId) && presence.isOnline(now)).toList()));
    if (watched.contains(userId)) {
      online.add(userId);
    }
    return new Pulse(lease.heartbeat(), forgotten, online);
  }
}
