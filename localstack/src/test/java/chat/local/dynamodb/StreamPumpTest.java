package chat.local.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.dynamodb.CreateTables;
import chat.local.function.FunctionHost;
import chat.local.function.TestHost;
import chat.topology.Function;
import chat.topology.StreamSource;
import chat.topology.Topology;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StreamPumpTest {
  private static final String STAGE = "test";
  private static final Function FUNCTION = new Function("reader", "none", 128, Duration.ofSeconds(5), List.of(), false,
      false,
      List.of());
  private static final StreamSource SOURCE = new StreamSource(Topology.MESSAGES, FUNCTION, true, 10, Duration.ZERO, 1,
      2,
      Duration.ofHours(1));

  /** Each batch that the function was given, as the seqs of its records. */
  private final BlockingQueue<List<Integer>> batches = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> records = new LinkedBlockingQueue<>();

  /** What the function returns for a batch, or throws. */
  private interface Reading {
    String read(List<Integer> seqs, JsonNode records);
  }

  private FunctionHost host(Reading reading) {
    return TestHost.of(function -> (input, output, context) -> {
      JsonNode batch = new ObjectMapper().readTree(input).path("Records");
      List<Integer> seqs = new ArrayList<>();
      for (JsonNode record : batch) {
        records.add(record);
        seqs.add(Integer.valueOf(record.path("dynamodb").path("NewImage").path("seq").path("N").asText()));
      }
      batches.add(seqs);
      output.write(reading.read(seqs, batch).getBytes(UTF_8));
    });
  }

  private static StreamPump start(DynamoDbEngine engine, FunctionHost host, Optional<Path> directory) {
    return StreamPump.start(engine, STAGE, List.of(SOURCE), surroundings(host, directory));
  }

  private static StreamPump.Surroundings surroundings(FunctionHost host, Optional<Path> directory) {
    return new StreamPump.Surroundings(host, StreamFaults.NONE, (source, letter) -> {}, directory,
        InstantSource.system());
  }

  private static DynamoDbEngine withTables(DynamoDbEngine engine) {
    CreateTables.create(engine.client(), Topology.TABLES, STAGE);
    return engine;
  }

  private static void put(DynamoDbEngine engine, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(seq -> engine.client()
        .putItem(request -> request.tableName(Topology.MESSAGES.nameIn(STAGE)).item(Map.of("channelId",
            AttributeValue.fromS("c"), "seq", AttributeValue.fromN(Integer.toString(seq)), "extra",
            AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true),
                AttributeValue.fromNul(true), AttributeValue.fromB(SdkBytes.fromUtf8String("hi"))))))))));
    StreamRecords.await(engine, STAGE, to);
  }

  private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return next;
  }

  /** Waits for batches until one ends with that record. */
  private List<List<Integer>> batchesUntil(int last) throws InterruptedException {
    List<List<Integer>> all = new ArrayList<>();
    do {
      all.add(next(batches));
    } while (all.getLast().getLast() != last);
    return all;
  }

  @Test
  void aRecordIsToldAsLambdaTellsIt() throws InterruptedException {
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory());
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = start(engine, host, Optional.empty())) {
      assertNotNull(pump);
      put(engine, 1, 1);
      JsonNode record = next(records);
      assertEquals("INSERT", record.path("eventName").asText());
      assertEquals("aws:dynamodb", record.path("eventSource").asText());
      assertTrue(record.path("eventSourceARN").asText().contains(":table/chat-test-Messages/stream/"));
      JsonNode change = record.path("dynamodb");
      assertEquals("{\"S\":\"c\"}", change.path("Keys").path("channelId").toString());
      assertEquals("{\"M\":{\"list\":{\"L\":[{\"BOOL\":true},{\"NULL\":true},{\"B\":\"aGk=\"}]}}}",
          change.path("NewImage").path("extra").toString());
      assertEquals("NEW_IMAGE", change.path("StreamViewType").asText());
      assertTrue(change.path("ApproximateCreationDateTime").isNumber());
      assertTrue(change.path("SequenceNumber").isTextual());
    }
  }

  @Test
  void batchesKeepTheOrderAndTheirLimit() throws InterruptedException {
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory());
        FunctionHost host = host((seqs, batch) -> "{\"batchItemFailures\":[]}")) {
      put(engine, 1, 35);
      try (StreamPump pump = start(engine, host, Optional.empty())) {
        assertNotNull(pump);
        List<List<Integer>> all = batchesUntil(35);
        assertTrue(all.stream().allMatch(batch -> batch.size() <= 10), all.toString());
        assertEquals(IntStream.rangeClosed(1, 35).boxed().toList(), all.stream().flatMap(List::stream).toList());
      }
    }
  }

  @Test
  void aReportedFailureRestartsAtTheLowestReported() throws InterruptedException {
    boolean[] failed = new boolean[1];
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory()); FunctionHost host = host((seqs, batch) -> {
      if (failed[0]) {
        return "{}";
      }
      failed[0] = true;
      return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"},{\"itemIdentifier\":\"%s\"}]}"
          .formatted(sequenceNumber(batch, 5), sequenceNumber(batch, 3));
    })) {
      put(engine, 1, 8);
      try (StreamPump pump = start(engine, host, Optional.empty())) {
        assertNotNull(pump);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), next(batches));
        assertEquals(List.of(4, 5, 6, 7, 8), next(batches));
      }
    }
  }

  private static String sequenceNumber(JsonNode batch, int index) {
    return batch.path(index).path("dynamodb").path("SequenceNumber").asText();
  }

  @Test
  void aPoisonRecordIsGivenUpAloneAndLoudly() throws InterruptedException {
    PrintStream standardError = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setErr(new PrintStream(heard, true, UTF_8));
    BlockingQueue<Integer> handled = new LinkedBlockingQueue<>();
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory()); FunctionHost host = host((seqs, batch) -> {
      if (seqs.contains(4)) {
        throw new IllegalStateException("poison");
      }
      handled.addAll(seqs);
      return "{}";
    })) {
      put(engine, 1, 8);
      try (StreamPump pump = start(engine, host, Optional.empty())) {
        assertNotNull(pump);
        for (int seq : new int[]{1, 2, 3, 5, 6, 7, 8}) {
          assertEquals(seq, next(handled));
        }
        assertEquals(1 + SOURCE.retries(), batches.stream().filter(List.of(4)::equals).count());
      }
    } finally {
      System.setErr(standardError);
    }
    assertEquals(1, heard.toString(UTF_8).lines().filter(line -> line.startsWith("GIVEN UP: function reader")).count());
  }

  @Test
  void aRestartGoesOnWhereItStoppedAndLosesNothing(@TempDir Path directory) throws InterruptedException {
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "{}");
        StreamPump pump = start(engine, host, Optional.of(directory))) {
      assertNotNull(pump);
      put(engine, 1, 3);
      batchesUntil(3);
    }
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory))) {
      put(engine, 4, 6);
    }
    batches.clear();
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "{}");
        StreamPump pump = start(engine, host, Optional.of(directory))) {
      assertNotNull(pump);
      put(engine, 7, 7);
      List<Integer> all = batchesUntil(7).stream().flatMap(List::stream).toList();
      assertEquals(List.of(4, 5, 6, 7), all);
    }
  }

  @Test
  void aBatchThatWasUnderWayAtTheStopComesAgain(@TempDir Path directory) throws InterruptedException {
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> {
          throw new IllegalStateException("not yet");
        });
        StreamPump pump = start(engine, host, Optional.of(directory))) {
      assertNotNull(pump);
      put(engine, 1, 1);
      next(batches);
    }
    batches.clear();
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "{}");
        StreamPump pump = start(engine, host, Optional.of(directory))) {
      assertNotNull(pump);
      assertEquals(List.of(1), next(batches));
    }
  }

  @Test
  void aWindowGathersRecordsFromTheFirstOneOn() throws InterruptedException {
    Duration window = Duration.ofMillis(800);
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory());
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = StreamPump.start(engine, STAGE, List.of(gathering(10, window)),
            surroundings(host, Optional.empty()))) {
      assertNotNull(pump);
      long begin = System.nanoTime();
      put(engine, 1, 3);
      assertEquals(List.of(1, 2, 3), next(batches));
      assertTrue(System.nanoTime() - begin >= window.toNanos(), "the window was not over");
    }
  }

  @Test
  void aFullBatchDoesNotWaitForItsWindow() throws InterruptedException {
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.inMemory());
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = StreamPump.start(engine, STAGE, List.of(gathering(2, Duration.ofHours(1))),
            surroundings(host, Optional.empty()))) {
      assertNotNull(pump);
      put(engine, 1, 5);
      assertEquals(List.of(1, 2), next(batches));
      assertEquals(List.of(3, 4), next(batches));
    }
  }

  private static StreamSource gathering(int batchSize, Duration window) {
    return new StreamSource(Topology.MESSAGES, FUNCTION, true, batchSize, window, 1, 2, Duration.ofHours(1));
  }

  @Test
  void eachReaderOfAStreamHasAPlaceOfItsOwn(@TempDir Path directory) throws InterruptedException {
    Function other = new Function("other", "none", 128, Duration.ofSeconds(5), List.of(), false, false, List.of());
    StreamSource second = new StreamSource(Topology.MESSAGES, other, true, 10, Duration.ZERO, 1, 2,
        Duration.ofHours(1));
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = start(engine, host, Optional.of(directory))) {
      assertNotNull(pump);
      put(engine, 1, 3);
      batchesUntil(3);
    }
    batches.clear();
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = StreamPump.start(engine, STAGE, List.of(second),
            surroundings(host, Optional.of(directory)))) {
      assertNotNull(pump);
      assertEquals(List.of(1, 2, 3), batchesUntil(3).stream().flatMap(List::stream).toList());
    }
    batches.clear();
    try (DynamoDbEngine engine = withTables(DynamoDbEngine.storedIn(directory));
        FunctionHost host = host((seqs, batch) -> "");
        StreamPump pump = StreamPump.start(engine, STAGE, List.of(SOURCE, second),
            surroundings(host, Optional.of(directory)))) {
      assertNotNull(pump);
      put(engine, 4, 4);
      assertEquals(List.of(List.of(4), List.of(4)), List.of(next(batches), next(batches)));
    }
  }
}
