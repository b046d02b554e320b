package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Each user's live connections. */
public interface Presences {
  /** Notes the connection, unless it is noted, and a sign of life: one atomic update. Returns what it led to. */
  Presence touch(UserId userId, ConnectionId connectionId, DeviceId device, Instant now, Instant leaseUntil);

  /** Forgets the connection, if it is known. */
  void forget(UserId userId, ConnectionId connectionId);

  /** Whether others may see how far the user has read; also before the user ever connects. */
  void shareReceipts(UserId userId, boolean shared);

  /** Who may see whether the user is online; also before the user ever connects. */
  void showTo(UserId userId, Reach seenBy);

  /** As it is; empty for those who never connected nor set what may be seen. */
  Optional<Presence> current(UserId userId);

  /** Leaves nothing of the user, if they ever connected, but that others may see nothing of them. */
  void erase(UserId userId);

  /** Of those who ever connected, or set what may be seen; may lag by a moment. */
  Map<UserId, Presence> find(Collection<UserId> userIds);
}
