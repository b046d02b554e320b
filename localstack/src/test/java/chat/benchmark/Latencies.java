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

  int size() {
    return nanos.size();
  }

  /** In milliseconds; 0 of none. */
  double percentile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1e6;
  }
}
