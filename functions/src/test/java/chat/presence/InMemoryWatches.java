package chat.presence;

import chat.model.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Watches in memory. What changes is streamed; a write that changes nothing is not. */
public final class InMemoryWatches implements Watches {
  private static final NavigableMap<UserId, Long> NOBODY = new TreeMap<>(Comparator.comparing(UserId::value));

  private final Map<UserId, NavigableMap<UserId, Long>> versions = new HashMap<>();
  private final List<Watch> changes = new ArrayList<>();

  /** Who is told of whom. */
  public record Watch(UserId watcher, UserId watched) {}

  /** What came, changed or went since this was last asked, in its order. */
  public synchronized List<Watch> drain() {
    List<Watch> drained = List.copyOf(changes);
    changes.clear();
    return drained;
  }

  /** How many changes wait to be drained. */
  public synchronized int changes() {
    return changes.size();
  }

  /** All that there is, and the versions. */
  public synchronized Map<Watch, Long> all() {
    Map<Watch, Long> all = new HashMap<>();
    versions
        .forEach((watcher, rows) -> rows.forEach((watched, version) -> all.put(new Watch(watcher, watched), version)));
    return all;
  }

  @Override
  public synchronized List<UserId> of(UserId userId, Range range, int limit) {
    UserId after = range.after();
    UserId upTo = range.upTo();
    NavigableMap<UserId, Long> rows = versions.getOrDefault(userId, NOBODY);
    return (after == null ? rows : rows.tailMap(after, false)).keySet().stream()
        .takeWhile(other -> upTo == null || other.value().compareTo(upTo.value()) <= 0).limit(limit).toList();
  }

  @Override
  public synchronized boolean isWatched(UserId userId) {
    return !versions.getOrDefault(userId, NOBODY).isEmpty();
  }

  @Override
  public synchronized void pair(UserId userId, long version, Map<UserId, Long> others) {
    others.forEach((other, othersVersion) -> {
      put(userId, other, othersVersion);
      put(other, userId, version);
    });
  }

  @Override
  public synchronized void show(UserId userId, long version, Collection<UserId> watchers) {
    for (UserId watcher : watchers) {
      Long told = versions.getOrDefault(watcher, NOBODY).get(userId);
      if (told != null && told < version) {
        put(watcher, userId, version);
      }
    }
  }

  @Override
  public synchronized void part(UserId userId, Collection<UserId> others) {
    for (UserId other : others) {
      remove(userId, other);
      remove(other, userId);
    }
  }

  /** One row of a pair. */
  public synchronized void put(UserId watcher, UserId watched, long version) {
    Long before = versions.computeIfAbsent(watcher, _ -> new TreeMap<>(Comparator.comparing(UserId::value)))
        .put(watched, version);
    if (!Objects.equals(before, version)) {
      changes.add(new Watch(watcher, watched));
    }
  }

  /** One row of a pair. */
  public synchronized void remove(UserId watcher, UserId watched) {
    NavigableMap<UserId, Long> rows = versions.get(watcher);
    if (rows != null && rows.remove(watched) != null) {
      changes.add(new Watch(watcher, watched));
    }
  }
}
