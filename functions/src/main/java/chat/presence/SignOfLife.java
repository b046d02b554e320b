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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A frame came over a socket. It is written down only when half of the lease is gone, when the pace has changed, or when
 * there is something else to say.
 */
public final class SignOfLife {
  /** Less than {@link Connect#SETTLING}. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Presences presences;
  private final Watches watches;
  private final PresenceQueue queue;
  private final Lease lease;
  private final InstantSource clock;

  public SignOfLife(Presences presences, Watches watches, PresenceQueue queue, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.watches = watches;
    this.queue = queue;
    this.lease = lease;
    this.clock = clock;
  }

  /** What it found. {@code forgotten}: the connection was not noted, or as closed. */
  public record Pulse(Duration nextHeartbeat, boolean forgotten) {}

  /** Any frame. A connection that had been forgotten stays so, until a heartbeat comes. */
  public void show(UserId userId, ConnectionId connectionId, DeviceId device) {
    Seen seen = see(userId, connectionId);
    if (!seen.isForgotten()) {
      show(seen, device, seen.socket() != null && seen.socket().away());
    }
  }

  /**
   * A heartbeat. A connection that had been forgotten is noted again: then a post met the socket before it was open and took
   * it for gone.
   *
   * @param away whether nobody uses the device; null for as it was
   */
  public Pulse beat(UserId userId, ConnectionId connectionId, DeviceId device, @Nullable Boolean away) {
    Seen seen = see(userId, connectionId);
    boolean isAway = away != null ? away : seen.socket() != null && seen.socket().away();
    boolean forgotten = seen.isForgotten() || !show(seen, device, isAway);
    if (forgotten) {
      show(seen.forgotten(), device, isAway);
    }
    return new Pulse(lease.heartbeat(seen.watched()), forgotten);
  }

  /** How it is when the frame comes. */
  private record Seen(Presence presence, ConnectionId connectionId, @Nullable Socket socket, boolean watched,
      Instant now) {
    boolean isForgotten() {
      return socket == null || socket.closed();
    }

    Seen forgotten() {
      return isForgotten() ? this : new Seen(presence, connectionId, null, watched, now);
    }
  }

  private Seen see(UserId userId, ConnectionId connectionId) {
    Presence presence = presences.find(List.of(userId)).getOrDefault(userId, Presence.none(userId));
    boolean watched = watches.isWatched(userId);
    return new Seen(presence, connectionId, presence.sockets().get(connectionId), watched, clock.instant());
  }

  /** Returns false if the socket was noted as closed meanwhile. */
  private boolean show(Seen seen, DeviceId device, boolean away) {
    Socket before = seen.socket();
    if (before != null && !before.closed() && before.away() == away
        && !lease.isDue(before, seen.now(), seen.watched())) {
      return true;
    }
    Instant now = seen.now();
    Presence presence = seen.presence();
    UserId userId = presence.userId();
    PresenceState state = presence.stateAt(now);
    Socket socket = new Socket(device, before == null ? now : before.since(), lease.shownUntil(now, seen.watched()),
        away,
        false);
    Optional<Instant> checkAt = arm(seen, state, socket.shownUntil());
    announce(seen, state, presence.with(seen.connectionId(), socket));
    Optional<Instant> active = away ? Optional.empty() : Optional.of(now);
    Set<ConnectionId> lapsed = presence.lapsed(now).keySet();
    Optional<Presence> written = seen.isForgotten()
        ? Optional.of(presences.touch(userId, seen.connectionId(), socket, active, checkAt, lapsed))
        : presences.keep(userId, seen.connectionId(), socket, active, checkAt, lapsed);
    written.ifPresent(after -> lookAgain(seen, state, after));
    return written.isPresent();
  }

  /** What was read may have been outdated, and the order may have been carried out before a slow write. */
  private void lookAgain(Seen seen, PresenceState state, Presence after) {
    Instant then = clock.instant();
    PresenceState was = after.with(seen.connectionId(), seen.socket()).stateAt(then);
    if (was != state || then.isAfter(seen.now().plus(SLOW))) {
      announce(seen, was, after);
    }
  }

  /** Before the write as well: nobody else would tell if this one ended after it. */
  private void announce(Seen seen, PresenceState state, Presence after) {
    UserId userId = after.userId();
    if (state == PresenceState.OFFLINE || seen.isForgotten()) {
      queue.put(new PresenceOrder.Settle(userId, seen.connectionId(), null), Connect.SETTLING);
    }
    if (seen.watched() && after.stateAt(seen.now()) != state) {
      queue.put(new PresenceOrder.Check(userId, state), Duration.between(seen.now(), lease.afterLeaving(seen.now())));
    }
  }

  /** Before the write: a message too many does no harm, and one too few would. */
  private Optional<Instant> arm(Seen seen, PresenceState state, Instant shownUntil) {
    Instant checkAt = seen.presence().checkAt();
    if (!seen.watched() || (checkAt.isAfter(seen.now()) && !checkAt.isAfter(shownUntil))) {
      return Optional.empty();
    }
    return Optional.of(CheckPresence.order(queue, seen.presence().userId(), state, seen.now(), shownUntil));
  }
}
