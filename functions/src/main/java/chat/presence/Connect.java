package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.time.InstantSource;

/** Notes a socket, which is about to open. */
public final class Connect {
  private final Presences presences;
  private final Lease lease;
  private final InstantSource clock;

  public Connect(Presences presences, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.lease = lease;
    this.clock = clock;
  }

  /** Returns the user's presence with it. */
  public Presence connect(UserId userId, ConnectionId connectionId, DeviceId device) {
    Instant now = clock.instant();
    return presences.touch(userId, connectionId, device, now, lease.from(now));
  }
}
