package chat.presence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
  public Presence touch(UserId userId, ConnectionId connectionId, DeviceId device, Instant now, Instant leaseUntil) {
    touches++;
    Socket socket = new Socket(device, now);
    Presence first = new Presence(userId, Map.of(connectionId, socket), now, leaseUntil, true, Reach.EVERYONE);
    return requireNonNull(presences.merge(userId, first, (before, _) -> {
      Map<ConnectionId, Socket> connections = new HashMap<>(before.connections());
      connections.putIfAbsent(connectionId, socket);
      return new Presence(userId, connections, now, leaseUntil, before.sharesReceipts(), before.seenBy());
    }));
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    presences.computeIfPresent(userId, (id, before) -> {
      Map<ConnectionId, Socket> connections = new HashMap<>(before.connections());
      connections.remove(connectionId);
      return new Presence(id, connections, before.lastActiveAt(), before.leaseUntil(), before.sharesReceipts(),
          before.seenBy());
    });
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    change(userId,
        before -> new Presence(userId, before.connections(), before.lastActiveAt(), before.leaseUntil(), shared,
            before.seenBy()));
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    change(userId, before -> new Presence(userId, before.connections(), before.lastActiveAt(), before.leaseUntil(),
        before.sharesReceipts(), seenBy));
  }

  private void change(UserId userId, UnaryOperator<Presence> change) {
    presences.compute(userId, (_, before) -> change.apply(before == null ? Presence.none(userId) : before));
  }

  @Override
  public Optional<Presence> current(UserId userId) {
    return Optional.ofNullable(presences.get(userId));
  }

  @Override
  public void erase(UserId userId) {
    presences.computeIfPresent(userId, (id, _) -> new Presence(id, Map.of(), Instant.EPOCH, Instant.EPOCH, false));
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return userIds.stream().filter(presences::containsKey).map(presences::get)
        .collect(toMap(Presence::userId, Function.identity()));
  }
}
