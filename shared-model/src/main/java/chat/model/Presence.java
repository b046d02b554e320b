package chat.model;

import java.time.Instant;
import java.util.Map;

/**
 * A user's live connections and the lease that signs of life renew.
 *
 * @param connections each open socket with the time it opened
 * @param leaseUntil when silence becomes absence
 * @param sharesReceipts whether others may see how far the user has read
 */
public record Presence(UserId userId, Map<ConnectionId, Instant> connections, Instant lastActiveAt,
    Instant leaseUntil, boolean sharesReceipts) {
  public Presence {
    connections = Map.copyOf(connections);
  }

  public boolean isOnline(Instant now) {
    return !connections.isEmpty() && now.isBefore(leaseUntil);
  }
}
