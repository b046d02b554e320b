package chat.local.dynamodb;

import chat.topology.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A shard's records in as many lanes as batches may be under way at once: the records of an item keep their order, others
 * need not (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html). What the filter leaves out counts as handled.
 */
final class Lanes {
  /** So much that other lanes have work while one is held up. */
  private static final int READ_AHEAD = 1000;

  private final StreamSource source;
  private final Progress progress;
  private final List<Lane> lanes;
  private final List<CompletableFuture<Void>> running = new ArrayList<>();

  private Lanes(StreamSource source, Progress progress, Supplier<Lane> lane) {
    this.source = source;
    this.progress = progress;
    this.lanes = Stream.generate(lane).limit(source.parallelization()).toList();
  }

  static Lanes start(StreamSource source, Progress progress, Supplier<Lane> lane, Executor threads) {
    Lanes lanes = new Lanes(source, progress, lane);
    lanes.lanes.forEach(each -> lanes.running.add(CompletableFuture.runAsync(each, threads)));
    return lanes;
  }

  /** How many more records may be read. While no lane can fill a batch, there is room. */
  int room() {
    return Math.max(READ_AHEAD, source.parallelization() * source.batchSize()) - progress.underWay();
  }

  void add(List<Record> records) {
    progress.read(records);
    progress.done(records.stream().filter(record -> !passes(record)).toList());
    records.stream().filter(this::passes).collect(Collectors.groupingBy(this::lane)).forEach(Lane::add);
  }

  private boolean passes(Record record) {
    return !source.insertsOnly() || record.eventName() == OperationType.INSERT;
  }

  private Lane lane(Record record) {
    return lanes.get(Math.floorMod(record.dynamodb().keys().hashCode(), lanes.size()));
  }

  /** Returns when everything is handled or given up, or when the pump stops. */
  void close() {
    lanes.forEach(Lane::close);
    running.forEach(CompletableFuture::join);
  }
}
