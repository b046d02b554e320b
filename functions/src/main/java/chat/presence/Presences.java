package chat.presence;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Each user's live connections. */
public interface Presences {
  /** Notes the connection, unless it is noted, and a sign of life: one atomic update. */
  void touch(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil);

  /** Forgets the connection, if it is known. */
  void forget(UserId userId, ConnectionId connectionId);

  /** Whether others may see how far the user has read. */
  void shareReceipts(UserId userId, boolean shared);

  /** Of those who ever connected; may lag by a moment. */
  Map<UserId, Presence> find(Collection<UserId> userIds);
}
