package chat.presence;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The sockets of each user: one item a user, so that each change is one atomic write, which counts the version up. */
public interface Presences {
  /**
   * Writes the socket, new or not, and drops those that have lapsed.
   *
   * @param lastActiveAt empty if nobody uses the device
   * @param checkAt when a message comes due that has been put into the queue, if one has
   * @return what it led to
   */
  Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed);

  /** The same for a socket that is noted and open; empty if it is not, or no more. */
  Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed);

  /**
   * The socket is closed and counts until {@code shownUntil}, or less if it has less. If it was in use, the user was active
   * until {@code now}. Returns what it led to; empty for those who never connected.
   */
  Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil);

  /** Takes the socket away as if it had never been. */
  void forget(UserId userId, ConnectionId connectionId);

  /** A message comes due at {@code checkAt}, unless another comes after {@code now}. */
  void arm(UserId userId, Instant now, Instant checkAt);

  /** Makes what is told from now on newer than all that was told before. */
  void renew(UserId userId);

  /** Returns what it led to. */
  Presence setDoNotDisturb(UserId userId, boolean doNotDisturb);

  /** Whether others may see how far the user has read; also before the user ever connects. */
  void shareReceipts(UserId userId, boolean shared);

  /** Who may see whether the user is online; also before the user ever connects. */
  void showTo(UserId userId, Reach seenBy);

  /** As it is; empty for those who never connected nor set what may be seen. */
  Optional<Presence> current(UserId userId);

  /** The same of many. */
  Map<UserId, Presence> current(Collection<UserId> userIds);

  /** Leaves nothing of the user, if they ever connected, but that others may see nothing of them. */
  void erase(UserId userId);

  /** Of those who ever connected, or set what may be seen; may lag by a moment, and costs half. */
  Map<UserId, Presence> find(Collection<UserId> userIds);
}
