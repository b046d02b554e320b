package chat.local.dynamodb;

import chat.local.function.FunctionHost;
import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's event source mappings: one thread a source that brings every record to its function at least once. With a
 * data directory it goes on after a restart where it stopped; without, it starts at the oldest record.
 */
public final class StreamPump implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Stop stop = new Stop();
  private final List<Thread> threads = new ArrayList<>();

  private StreamPump() {}

  public static StreamPump start(DynamoDbEngine engine, String stage, List<StreamSource> sources,
      FunctionHost functions, Optional<Path> dataDirectory) {
    Checkpoints checkpoints = dataDirectory.map(Checkpoints::storedIn).orElse(Checkpoints.NONE);
    StreamPump pump = new StreamPump();
    for (StreamSource source : sources) {
      String streamArn = engine.client().describeTable(request -> request.tableName(source.table().nameIn(stage)))
          .table().latestStreamArn();
      StreamReader reader = new StreamReader(source, streamArn, engine.streams(), checkpoints,
          new BatchDelivery(source, functions, pump.stop), pump.stop);
      pump.threads.add(Thread.ofVirtual().name("stream to " + source.function().name()).start(reader));
    }
    return pump;
  }

  /** Lets a batch under way finish for a moment, then interrupts it; it comes again after a restart. */
  @Override
  public void close() {
    stop.request();
    for (Thread thread : threads) {
      try {
        if (!thread.join(PATIENCE)) {
          thread.interrupt();
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
