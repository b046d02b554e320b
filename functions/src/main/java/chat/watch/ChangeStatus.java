package chat.watch;

import chat.delivery.Audience;
import chat.delivery.Courier;
import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Lease;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.wire.ServerEvent.PresenceChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A user wants to be left alone, or not any more. Their own devices hear of it at once, others after the grace time. */
public final class ChangeStatus {
  private final Presences presences;
  private final Watches watches;
  private final PresenceQueue queue;
  private final Audience audience;
  private final Courier courier;
  private final Lease lease;
  private final InstantSource clock;

  public ChangeStatus(Presences presences, Watches watches, PresenceQueue queue, Audience audience, Courier courier,
      Lease lease, InstantSource clock) {
    this.presences = presences;
    this.watches = watches;
    this.queue = queue;
    this.audience = audience;
    this.courier = courier;
    this.lease = lease;
    this.clock = clock;
  }

  public void setDoNotDisturb(UserId userId, ConnectionId origin, boolean doNotDisturb) {
    Instant now = clock.instant();
    Presence presence = presences.setDoNotDisturb(userId, doNotDisturb);
    if (watches.isWatched(userId)) {
      queue.put(new Check(userId, null), Duration.between(now, lease.afterLeaving(now)));
    }
    courier.signal(new PresenceChanged(List.of(presence.sightingAt(now)), null),
        audience.connectionsOf(List.of(presence)).stream().filter(target -> !target.connectionId().equals(origin))
            .toList());
  }
}
