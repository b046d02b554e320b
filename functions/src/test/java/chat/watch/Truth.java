package chat.watch;

import static java.util.Objects.requireNonNull;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Lease;
import chat.simulation.History;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What everybody's presence was and when, what may be told of it, and what was told against it. */
final class Truth {
  private static final Instant EVER = Instant.EPOCH;

  private final Lease lease;
  private final InstantSource clock;
  private final History history;
  private final Map<UserId, NavigableMap<Instant, Presence>> presences = new HashMap<>();
  private final Map<List<UserId>, NavigableMap<Instant, Boolean>> shared = new HashMap<>();
  private final Map<UserId, Map<ConnectionId, Instant>> kept = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  Truth(Lease lease, InstantSource clock, History history) {
    this.lease = lease;
    this.clock = clock;
    this.history = history;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      history.note(() -> "BROKEN " + otherwise.get());
      violations.add(otherwise.get());
    }
  }

  /** A device counts until then, unless it leaves. */
  void keeps(UserId userId, ConnectionId connectionId, Socket socket) {
    kept.computeIfAbsent(userId, _ -> new HashMap<>()).put(connectionId, socket.shownUntil());
  }

  void leaves(UserId userId, ConnectionId connectionId, Instant now) {
    Instant over = now.plus(lease.grace());
    kept.computeIfAbsent(userId, _ -> new HashMap<>()).computeIfPresent(connectionId,
        (_, until) -> until.isBefore(over) ? until : over);
  }

  /** Nobody who keeps a lease is offline, nor in the grace time after it. */
  void written(Presence presence) {
    UserId userId = presence.userId();
    Instant now = clock.instant();
    presences.computeIfAbsent(userId, _ -> new TreeMap<>()).put(now, presence);
    kept.getOrDefault(userId, Map.of()).forEach((connectionId, until) -> {
      Instant last = until.minusMillis(1);
      require(!last.isAfter(now) || presence.isOnline(last),
          () -> userId + " is offline at " + last + " by " + presence + " while " + connectionId + " counts");
    });
  }

  void mayBeTold(UserId one, UserId other, boolean may) {
    shared.computeIfAbsent(pair(one, other), _ -> new TreeMap<>()).put(clock.instant(), may);
  }

  boolean isShared(UserId one, UserId other) {
    return requireNonNull(shared.get(pair(one, other))).lastEntry().getValue();
  }

  private static List<UserId> pair(UserId one, UserId other) {
    return one.value().compareTo(other.value()) < 0 ? List.of(one, other) : List.of(other, one);
  }

  Presence at(UserId userId, Instant instant) {
    Map.Entry<Instant, Presence> entry = presences.getOrDefault(userId, new TreeMap<>()).floorEntry(instant);
    return entry == null ? Presence.none(userId) : entry.getValue();
  }

  PresenceState state(UserId userId) {
    Instant now = clock.instant();
    return at(userId, now).stateAt(now);
  }

  /** Until when the user counts as there if they stay silent. */
  Instant shownUntil(UserId userId) {
    return at(userId, clock.instant()).sockets().values().stream().map(Socket::shownUntil)
        .max(Instant::compareTo).orElse(EVER);
  }

  /** A word that goes out now must have been true at a moment since {@code from}, and of who was not to be told, nothing. */
  void told(UserId watcher, UserId watched, PresenceState state, Instant from, String by) {
    Instant now = clock.instant();
    boolean own = watcher.equals(watched);
    boolean holds = (own || wasShared(watcher, watched, true, from, now)) && was(watched, state, from, now);
    boolean hidden = !own && state == PresenceState.OFFLINE && wasShared(watcher, watched, false, from, now);
    require(holds || hidden, () -> by + " tells " + watcher + " that " + watched + " is " + state + ", which is "
        + state(watched) + (own || isShared(watcher, watched) ? "" : " and hidden"));
  }

  private boolean wasShared(UserId one, UserId other, boolean what, Instant from, Instant to) {
    return since(requireNonNull(shared.get(pair(one, other))), from, to).containsValue(what);
  }

  private boolean was(UserId userId, PresenceState state, Instant from, Instant to) {
    NavigableMap<Instant, Presence> past = since(presences.getOrDefault(userId, new TreeMap<>()), from, to);
    if (past.isEmpty() || past.firstKey().isAfter(from)) {
      if (state == PresenceState.OFFLINE) {
        return true;
      }
    }
    for (Map.Entry<Instant, Presence> entry : past.entrySet()) {
      Instant start = entry.getKey().isBefore(from) ? from : entry.getKey();
      Instant next = past.higherKey(entry.getKey());
      Instant end = next == null ? to : next;
      Presence presence = entry.getValue();
      boolean seen = Stream.concat(Stream.of(start), presence.sockets().values().stream().map(Socket::shownUntil)
          .filter(until -> until.isAfter(start) && !until.isAfter(end)))
          .anyMatch(moment -> presence.stateAt(moment) == state);
      if (seen) {
        return true;
      }
    }
    return false;
  }

  private static <V> NavigableMap<Instant, V> since(NavigableMap<Instant, V> past, Instant from, Instant to) {
    Instant first = past.floorKey(from);
    return past.subMap(first == null ? from : first, true, to, true);
  }
}
