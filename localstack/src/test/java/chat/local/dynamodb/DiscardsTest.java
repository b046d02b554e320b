package chat.local.dynamodb;

import static chat.local.dynamodb.TestStream.SOURCE;
import static chat.local.dynamodb.TestStream.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.FunctionFaults;
import chat.local.function.Result;
import chat.topology.Function;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is given up, and how it is told (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html). */
final class DiscardsTest {
  @Test
  void aRecordIsToldToTheDestinationWhenItsRetriesAreUsedUp() throws Exception {
    BlockingQueue<String> poison = new LinkedBlockingQueue<>();
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.put(1, 4);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> {
        if (seqs.contains(3)) {
          poison.add(TestStream.sequenceNumber(records, seqs.indexOf(3)));
          throw new IllegalStateException("poison");
        }
        return "";
      });
      JsonNode letter = next(stream.letters);
      JsonNode context = letter.path("requestContext");
      assertEquals("RetryAttemptsExhausted", context.path("condition").asText());
      assertEquals(1 + SOURCE.retries(), context.path("approximateInvokeCount").asInt());
      assertEquals("arn:aws:lambda:us-east-1:000000000000:function:reader", context.path("functionArn").asText());
      assertFalse(context.path("requestId").asText().isEmpty());
      assertEquals("{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}",
          letter.path("responseContext").toString());
      assertEquals("1.0", letter.path("version").asText());
      assertTrue(letter.path("timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
      JsonNode batch = letter.path("DDBStreamBatchInfo");
      assertEquals(next(poison), batch.path("startSequenceNumber").asText());
      assertEquals(batch.path("startSequenceNumber"), batch.path("endSequenceNumber"));
      assertEquals(1, batch.path("batchSize").asInt());
      assertTrue(batch.path("shardId").asText().startsWith("shardId-"));
      assertTrue(batch.path("streamArn").asText().contains(":table/chat-test-Messages/stream/"));
      for (String time : List.of("approximateArrivalOfFirstRecord", "approximateArrivalOfLastRecord")) {
        assertTrue(batch.path(time).asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), time);
      }
    }
  }

  @Test
  void aReportedFailureIsNoErrorOfTheFunction() throws Exception {
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.put(1, 1);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> TestStream.failed(records, 0));
      assertEquals("{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}",
          next(stream.letters).path("responseContext").toString());
    }
  }

  @Test
  void whatIsTooOldIsGivenUpTogetherAndTheFunctionNeverSeesIt() throws Exception {
    AtomicReference<Duration> ahead = new AtomicReference<>(SOURCE.maxAge().plusMinutes(1));
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(clock)) {
      stream.put(1, 3);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> "");
      JsonNode letter = next(stream.letters);
      assertEquals("RecordAgeExceeded", letter.path("requestContext").path("condition").asText());
      assertEquals(0, letter.path("requestContext").path("approximateInvokeCount").asInt());
      assertTrue(letter.path("responseContext").isMissingNode());
      assertEquals(3, letter.path("DDBStreamBatchInfo").path("batchSize").asInt());
      ahead.set(Duration.ZERO);
      stream.put(4, 4);
      assertEquals(List.of(4), next(stream.batches));
    }
  }

  @Test
  void whatBecomesTooOldWhileItIsTriedIsGivenUpBeforeItsRetriesAreUsedUp() throws Exception {
    AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(clock)) {
      stream.put(1, 1);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> {
        ahead.set(SOURCE.maxAge().plusMinutes(1));
        throw new IllegalStateException("poison");
      });
      JsonNode letter = next(stream.letters);
      assertEquals("RecordAgeExceeded", letter.path("requestContext").path("condition").asText());
      assertEquals(1, letter.path("requestContext").path("approximateInvokeCount").asInt());
    }
  }

  @Test
  void nothingIsGivenUpBeforeTheDestinationHasIt() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    BlockingQueue<JsonNode> letters = new LinkedBlockingQueue<>();
    OnFailure fragile = (source, letter) -> {
      if (tries.incrementAndGet() == 1) {
        throw new IllegalStateException("the queue is away");
      }
      letters.add(TestStream.json(letter));
    };
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(fragile)) {
      stream.put(1, 2);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> {
        if (seqs.contains(1)) {
          throw new IllegalStateException("poison");
        }
        return "";
      });
      assertEquals(1, next(letters).path("DDBStreamBatchInfo").path("batchSize").asInt());
      assertEquals(2, tries.get());
    }
  }

  @Test
  void aFunctionThatCannotBeInvokedUsesUpNoRetries() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    FunctionFaults busy = new FunctionFaults() {
      @Override
      public Handling around(Function function, Handling handling) {
        return work -> refusals.incrementAndGet() <= 5
            ? new Result.Failed("TooManyRequestsException", "Rate Exceeded.")
            : handling.handle(work);
      }
    };
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(busy)) {
      stream.put(1, 1);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> "");
      assertEquals(List.of(1), next(stream.batches));
      assertTrue(stream.letters.isEmpty());
    }
  }

  @Test
  void whatTheFilterLeavesOutCountsAsHandled(@TempDir Path directory) throws Exception {
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory))) {
      stream.put(1, 1);
      for (int version = 1; version <= 20; version++) {
        stream.write(1, version);
      }
      stream.start(SOURCE, Optional.of(directory), (seqs, records) -> "");
      assertEquals(List.of(1), next(stream.batches));
      stream.write(2, 0);
      assertEquals(List.of(2), next(stream.batches));
    }
    // nothing but changes from here on, so only they can move the place to go on from
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory))) {
      String before = places(directory);
      stream.write(2, 100);
      stream.start(SOURCE, Optional.of(directory), (seqs, records) -> "");
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (places(directory).equals(before) && System.nanoTime() < deadline) {
        assertNull(stream.batches.poll(20, TimeUnit.MILLISECONDS));
      }
      assertNotEquals(before, places(directory), "the place did not move");
    }
  }

  private static String places(Path directory) throws IOException {
    return Files.readAllLines(directory.resolve("stream-checkpoints.properties")).stream()
        .filter(line -> !line.startsWith("#")).toList().toString();
  }
}
