package chat.presence;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A socket is closed: it counts until the grace time is over. */
public final class Leave {
  private final Presences presences;
  private final Lease lease;
  private final InstantSource clock;

  public Leave(Presences presences, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.lease = lease;
    this.clock = clock;
  }

  /** Returns the presence without it; empty for those who never connected. */
  public Optional<Presence> leave(UserId userId, ConnectionId connectionId) {
    Instant now = clock.instant();
    return presences.leave(userId, connectionId, now, lease.afterLeaving(now));
  }
}
