package chat.local.queue;

import chat.local.function.FunctionHost;
import chat.local.function.Stop;
import chat.topology.QueueSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Lambda's event source mappings for queues: brings every message to its function at least once. */
public final class QueuePump implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Stop stop = new Stop();
  private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Thread> readers;

  private QueuePump(QueueEngine engine, List<QueueSource> sources, FunctionHost functions,
      QueueFaults faults) {
    readers = sources.stream()
        .map(source -> Thread.ofVirtual().name("queue " + source.queue().name()).start(new QueueReader(source, engine,
            new QueueDelivery(source, engine, functions, faults), deliveries, stop)))
        .toList();
  }

  public static QueuePump start(QueueEngine engine, List<QueueSource> sources, FunctionHost functions,
      QueueFaults faults) {
    return new QueuePump(engine, sources, functions, faults);
  }

  /** Receives no more, lets batches under way finish for a moment, then interrupts them. */
  @Override
  public void close() {
    stop.request();
    readers.forEach(Thread::interrupt);
    deliveries.shutdown();
    try {
      if (!deliveries.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        deliveries.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      deliveries.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
