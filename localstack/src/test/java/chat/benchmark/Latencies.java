package chat.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured times. */
final class Latencies {
  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  void add(long duration) {
    nanos.add(duration);
  }

  /** In milliseconds. */
  double percentile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1e6;
  }
}
