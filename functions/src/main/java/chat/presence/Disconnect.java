package chat.presence;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A socket closed, as far as the gateway noticed. Those who watch hear of it when the grace time is over. */
public final class Disconnect {
  private final Leave leave;
  private final Watches watches;
  private final PresenceQueue queue;
  private final Lease lease;
  private final InstantSource clock;

  public Disconnect(Leave leave, Watches watches, PresenceQueue queue, Lease lease, InstantSource clock) {
    this.leave = leave;
    this.watches = watches;
    this.queue = queue;
    this.lease = lease;
    this.clock = clock;
  }

  public void disconnect(UserId userId, ConnectionId connectionId) {
    leave.leave(userId, connectionId).ifPresent(this::announce);
  }

  private void announce(Presence presence) {
    Instant now = clock.instant();
    PresenceState state = presence.stateAt(now);
    Instant over = lease.afterLeaving(now);
    if (presence.stateAt(over) != state && watches.isWatched(presence.userId())) {
      queue.put(new PresenceOrder.Check(presence.userId(), state), Duration.between(now, over));
    }
  }
}
