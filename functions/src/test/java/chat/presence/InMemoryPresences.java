package chat.presence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Presence in memory. It counts its writes. */
public final class InMemoryPresences implements Presences {
  private final Map<UserId, Presence> presences = new ConcurrentHashMap<>();
  private int touches;

  public int touches() {
    return touches;
  }

  /** The presence of a user who connected at least once. */
  public Presence of(UserId userId) {
    return requireNonNull(presences.get(userId));
  }

  @Override
  public void touch(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil) {
    touches++;
    presences.merge(userId, new Presence(userId, Map.of(connectionId, now), now, leaseUntil, true), (before, first) -> {
      Map<ConnectionId, Instant> connections = new HashMap<>(before.connections());
      connections.putIfAbsent(connectionId, now);
      return new Presence(userId, connections, now, leaseUntil, before.sharesReceipts());
    });
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    presences.computeIfPresent(userId, (id, before) -> {
      Map<ConnectionId, Instant> connections = new HashMap<>(before.connections());
      connections.remove(connectionId);
      return new Presence(id, connections, before.lastActiveAt(), before.leaseUntil(), before.sharesReceipts());
    });
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    presences.computeIfPresent(userId, (id, before) -> new Presence(id, before.connections(), before.lastActiveAt(),
        before.leaseUntil(), shared));
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return userIds.stream().filter(presences::containsKey).map(presences::get)
        .collect(toMap(Presence::userId, Function.identity()));
  }
}
