package chat.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the items of a table were and when, for reads that may lag. */
final class Past<K, V> {
  private static final long MOST_LAG_MICROS = Timeline.millis(900);

  private final Steps steps;
  private final Map<K, TreeMap<Long, V>> versions = new LinkedHashMap<>();

  Past(Steps steps) {
    this.steps = steps;
  }

  /** As of now. */
  void note(K key, V value) {
    versions.computeIfAbsent(key, _ -> new TreeMap<>()).put(steps.timeline().micros(), value);
  }

  /** A moment that a read may show: now, or shortly before. */
  long moment() {
    long now = steps.timeline().micros();
    return steps.strikes(Fault.STALE_READ) ? now - steps.chance().between(1, MOST_LAG_MICROS) : now;
  }

  Optional<V> find(K key, long moment) {
    return Optional.ofNullable(versions.get(key)).map(known -> known.floorEntry(moment)).map(Map.Entry::getValue);
  }

  List<V> find(Collection<K> keys, long moment) {
    return keys.stream().flatMap(key -> find(key, moment).stream()).toList();
  }

  /** In the order of keys. */
  List<V> all(long moment, Comparator<K> order) {
    return find(versions.keySet().stream().sorted(order).toList(), moment);
  }
}
