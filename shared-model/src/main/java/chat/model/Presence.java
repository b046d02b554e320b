package chat.model;

import java.time.Instant;
import java.util.Map;

/**
 * A user's live connections and the lease that signs of life renew.
 *
 * @param leaseUntil when silence becomes absence
 * @param sharesReceipts whether others may see how far the user has read
 * @param seenBy who may see whether the user is online
 */
public record Presence(UserId userId, Map<ConnectionId, Socket> connections, Instant lastActiveAt,
    Instant leaseUntil, boolean sharesReceipts, Reach seenBy) {
  public Presence {
    connections = Map.copyOf(connections);
  }

  /** Of somebody who hides from nobody. */
  public Presence(UserId userId, Map<ConnectionId, Socket> connections, Instant lastActiveAt, Instant leaseUntil,
      boolean sharesReceipts) {
    this(userId, connections, lastActiveAt, leaseUntil, sharesReceipts, Reach.EVERYONE);
  }

  /** Of somebody who never connected. */
  public static Presence none(UserId userId) {
    return new Presence(userId, Map.of(), Instant.EPOCH, Instant.EPOCH, true);
  }

  public boolean isOnline(Instant now) {
    return !connections.isEmpty() && now.isBefore(leaseUntil);
  }
}
