package chat.model;

import java.time.Instant;
import java.util.Map;

/**
 * A user's live connections and the lease that signs of life renew.
 *
 * @param connections each open socket with the time it opened
 * @param leaseUntil when silence becomes absence
 */
public record Presence(UserId userId, Map<ConnectionId, Instant> connections, Instant lastActiveAt,
    Instant leaseUntil) {
  public Presence {
    connections = Map.copyOf(connections);
  }

  public boolean isOnline(Instant now) {
    return !connections.isEmpty() && now.isBefore(leaseUntil);
  }
}
