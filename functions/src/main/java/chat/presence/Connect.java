package chat.presence;

import chat.model.ConnectionId;
import chat.model.UserId;
import java.time.Instant;
import java.time.InstantSource;

/** A socket opened. */
public final class Connect {
  private final Presences presences;
  private final Lease lease;
  private final InstantSource clock;

  public Connect(Presences presences, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.lease = lease;
    this.clock = clock;
  }

  public void connect(UserId userId, ConnectionId connectionId) {
    Instant now = clock.instant();
    presences.touch(userId, connectionId, now, lease.from(now));
  }
}
