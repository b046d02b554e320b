package chat.local.dynamodb;

import chat.local.function.FunctionHost;
import chat.local.function.Stop;
import chat.topology.StreamSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's event source mappings of streams: bring every record to its function at least once, or tell where it was given
 * up. With a data directory they go on after a restart where they stopped; without, they start at the oldest record.
 */
public final class StreamPump implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Stop stop = new Stop();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private StreamPump() {}

  /**
   * What the mappings stand between.
   *
   * @param faults what goes wrong on the way
   * @param onFailure is told what is given up
   * @param dataDirectory keeps how far each function has come
   * @param clock tells the age of records
   */
  public record Surroundings(FunctionHost functions, StreamFaults faults, OnFailure onFailure,
      Optional<Path> dataDirectory, InstantSource clock) {}

  /** The tables of the sources must exist. */
  public static StreamPump start(DynamoDbEngine engine, String stage, List<StreamSource> sources,
      Surroundings surroundings) {
    Checkpoints checkpoints = surroundings.dataDirectory().map(Checkpoints::storedIn).orElse(Checkpoints.NONE);
    StreamPump pump = new StreamPump();
    for (StreamSource source : sources) {
      String streamArn = engine.client().describeTable(request -> request.tableName(source.table().nameIn(stage)))
          .table().latestStreamArn();
      pump.threads.execute(
          new StreamReader(source, streamArn, engine, checkpoints, surroundings, pump.threads, pump.stop));
    }
    return pump;
  }

  /** Lets batches under way finish for a moment, then interrupts them; they come again after a restart. */
  @Override
  public void close() {
    stop.request();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
