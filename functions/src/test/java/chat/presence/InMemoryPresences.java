package chat.presence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
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

/** Presence in memory. It counts its touches. */
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
  public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    touches++;
    return write(userId, before -> {
      Map<ConnectionId, Socket> sockets = new HashMap<>(before.sockets());
      sockets.keySet().removeAll(lapsed);
      sockets.put(connectionId, socket);
      return new Presence(userId, sockets, lastActiveAt.orElse(before.lastActiveAt()), before.version() + 1,
          checkAt.orElse(before.checkAt()), before.doNotDisturb(), before.sharesReceipts(), before.seenBy());
    });
  }

  @Override
  public synchronized Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
      Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return current(userId).map(presence -> presence.connections().get(connectionId))
        .map(_ -> touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed));
  }

  @Override
  public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
    return writeExisting(userId, before -> {
      Socket socket = before.sockets().get(connectionId);
      if (socket == null || socket.closed()) {
        return before;
      }
      boolean lapses = socket.shownUntil().isAfter(shownUntil);
      Map<ConnectionId, Socket> sockets = new HashMap<>(before.sockets());
      sockets.put(connectionId, new Socket(socket.device(), socket.since(), lapses ? shownUntil : socket.shownUntil(),
          socket.away(), true));
      return new Presence(userId, sockets, lapses && !socket.away() ? now : before.lastActiveAt(),
          before.version() + 1, before.checkAt(), before.doNotDisturb(), before.sharesReceipts(), before.seenBy());
    });
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    writeExisting(userId, before -> {
      Map<ConnectionId, Socket> sockets = new HashMap<>(before.sockets());
      sockets.remove(connectionId);
      return new Presence(userId, sockets, before.lastActiveAt(), before.version() + 1, before.checkAt(),
          before.doNotDisturb(), before.sharesReceipts(), before.seenBy());
    });
  }

  @Override
  public void arm(UserId userId, Instant now, Instant checkAt) {
    writeExisting(userId, before -> before.checkAt().isAfter(now)
        ? before
        : new Presence(userId, before.sockets(), before.lastActiveAt(), before.version(), checkAt,
            before.doNotDisturb(), before.sharesReceipts(), before.seenBy()));
  }

  @Override
  public void renew(UserId userId) {
    writeExisting(userId, before -> new Presence(userId, before.sockets(), before.lastActiveAt(), before.version() + 1,
        before.checkAt(), before.doNotDisturb(), before.sharesReceipts(), before.seenBy()));
  }

  @Override
  public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
    return write(userId, before -> new Presence(userId, before.sockets(), before.lastActiveAt(), before.version() + 1,
        before.checkAt(), doNotDisturb, before.sharesReceipts(), before.seenBy()));
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    write(userId, before -> new Presence(userId, before.sockets(), before.lastActiveAt(), before.version() + 1,
        before.checkAt(), before.doNotDisturb(), shared, before.seenBy()));
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    write(userId, before -> new Presence(userId, before.sockets(), before.lastActiveAt(), before.version() + 1,
        before.checkAt(), before.doNotDisturb(), before.sharesReceipts(), seenBy));
  }

  @Override
  public void erase(UserId userId) {
    writeExisting(userId, before -> new Presence(userId, Map.of(), Instant.EPOCH, before.version() + 1,
        before.checkAt(), false, false, Reach.EVERYONE));
  }

  private Presence write(UserId userId, UnaryOperator<Presence> change) {
    return requireNonNull(presences.compute(userId,
        (_, before) -> change.apply(before == null ? Presence.none(userId) : before)));
  }

  private Optional<Presence> writeExisting(UserId userId, UnaryOperator<Presence> change) {
    return Optional.ofNullable(presences.computeIfPresent(userId, (_, before) -> change.apply(before)));
  }

  @Override
  public Optional<Presence> current(UserId userId) {
    return Optional.ofNullable(presences.get(userId));
  }

  @Override
  public Map<UserId, Presence> current(Collection<UserId> userIds) {
    return find(userIds);
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return userIds.stream().distinct().filter(presences::containsKey).map(presences::get)
        .collect(toMap(Presence::userId, Function.identity()));
  }
}
