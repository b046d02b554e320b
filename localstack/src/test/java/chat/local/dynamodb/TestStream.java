package chat.local.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import chat.aws.dynamodb.CreateTables;
import chat.local.function.FunctionFaults;
import chat.local.function.FunctionHost;
import chat.local.function.TestHost;
import chat.local.trace.Journal;
import chat.topology.Function;
import chat.topology.StreamSource;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with a stream, and a function that reads it. */
final class TestStream implements AutoCloseable {
  static final String STAGE = "test";
  static final Function FUNCTION = new Function("reader", "none", 128, Duration.ofSeconds(20), List.of(), false, false,
      List.of());
  /** One lane, batches of ten, two retries. */
  static final StreamSource SOURCE = new StreamSource(Topology.MESSAGES, FUNCTION, true, 10, Duration.ZERO, 1, 2,
      Duration.ofHours(1));

  /** Each batch that the function was given, as the seqs of its records. */
  final BlockingQueue<List<Integer>> batches = new LinkedBlockingQueue<>();
  /** What was given up. */
  final BlockingQueue<JsonNode> letters = new LinkedBlockingQueue<>();
  final DynamoDbEngine engine;
  private final Deque<Runnable> running = new ArrayDeque<>();
  private StreamFaults faults = StreamFaults.NONE;
  private FunctionFaults functionFaults = new FunctionFaults() {
  };
  private OnFailure onFailure = (source, letter) -> letters.add(json(letter));
  private InstantSource clock = InstantSource.system();

  TestStream(DynamoDbEngine engine) {
    this.engine = engine;
    running.push(engine::close);
    CreateTables.create(engine.client(), Topology.TABLES, STAGE);
  }

  /** What the function returns for a batch, or throws. */
  interface Reading {
    String read(List<Integer> seqs, JsonNode records) throws InterruptedException;
  }

  static StreamSource lanes(int parallelization, int batchSize, boolean insertsOnly) {
    return new StreamSource(Topology.MESSAGES, FUNCTION, insertsOnly, batchSize, Duration.ZERO, parallelization, 2,
        Duration.ofHours(1));
  }

  TestStream with(StreamFaults other) {
    faults = other;
    return this;
  }

  TestStream with(FunctionFaults other) {
    functionFaults = other;
    return this;
  }

  TestStream with(OnFailure other) {
    onFailure = other;
    return this;
  }

  TestStream with(InstantSource other) {
    clock = other;
    return this;
  }

  /** Closing the pump before the stream is left to the test. */
  StreamPump start(StreamSource source, Optional<Path> directory, Reading reading) {
    FunctionHost host = TestHost.of(function -> (input, output, context) -> {
      JsonNode records = new ObjectMapper().readTree(input).path("Records");
      List<Integer> seqs = seqs(records);
      batches.add(seqs);
      try {
        output.write(reading.read(seqs, records).getBytes(UTF_8));
      } catch (InterruptedException stopping) {
        throw new IllegalStateException(stopping);
      }
    }, new Journal(clock), functionFaults);
    running.push(host::close);
    StreamPump pump = StreamPump.start(engine, STAGE, List.of(source),
        new StreamPump.Surroundings(host, faults, onFailure, directory, clock));
    running.push(pump::close);
    return pump;
  }

  private static List<Integer> seqs(JsonNode records) {
    List<Integer> seqs = new ArrayList<>();
    records.forEach(
        record -> seqs.add(Integer.valueOf(record.path("dynamodb").path("Keys").path("seq").path("N").asText())));
    return seqs;
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static String sequenceNumber(JsonNode records, int index) {
    return records.path(index).path("dynamodb").path("SequenceNumber").asText();
  }

  /** The function's answer when the record at an index has failed. */
  static String failed(JsonNode records, int index) {
    return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(sequenceNumber(records, index));
  }

  void put(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(seq -> write(seq, 0));
    StreamRecords.await(engine, STAGE, to);
  }

  /** Writes an item, again if it is there. */
  void write(int seq, int version) {
    engine.client().putItem(request -> request.tableName(Topology.MESSAGES.nameIn(STAGE))
        .item(Map.of("channelId", AttributeValue.fromS("c"), "seq", AttributeValue.fromN(Integer.toString(seq)),
            "version", AttributeValue.fromN(Integer.toString(version)))));
  }

  void delete(int seq) {
    engine.client().deleteItem(request -> request.tableName(Topology.MESSAGES.nameIn(STAGE)).key(Map.of("channelId",
        AttributeValue.fromS("c"), "seq", AttributeValue.fromN(Integer.toString(seq)))));
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return next;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().run();
    }
  }
}
