package chat.local.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes time to find out: whoever asks gets what was found last, and has it found out anew in the
 * background, at most twice a second. Only the first one waits.
 */
final class Sample<T> {
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Supplier<T> source;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile @Nullable T newest;
  private volatile long askedAt = System.nanoTime();

  Sample(Supplier<T> source) {
    this.source = source;
  }

  T get() {
    T known = newest;
    if (known == null) {
      T first = source.get();
      newest = first;
      return first;
    }
    if (System.nanoTime() - askedAt > FRESH.toNanos() && underWay.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::refresh);
    }
    return known;
  }

  private void refresh() {
    try {
      askedAt = System.nanoTime();
      newest = source.get();
    } catch (RuntimeException unavailable) {
      // whoever asks next has it tried again
    } finally {
      underWay.set(false);
    }
  }
}
