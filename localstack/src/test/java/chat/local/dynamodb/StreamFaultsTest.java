package chat.local.dynamodb;

import static chat.local.dynamodb.TestStream.SOURCE;
import static chat.local.dynamodb.TestStream.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.ClientInterceptor;
import chat.local.function.ClientProxy;
import chat.topology.StreamSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What goes wrong with streams, and that nothing is lost by it. */
final class StreamFaultsTest {
  private static final StreamFaults TWICE = new StreamFaults() {
    @Override
    public List<Record> arrange(StreamSource source, List<Record> batch) {
      return Stream.of(1, 2).flatMap(time -> batch.stream()).toList();
    }
  };
  private static final StreamFaults BACKWARDS = new StreamFaults() {
    @Override
    public List<Record> arrange(StreamSource source, List<Record> batch) {
      return batch.reversed();
    }
  };

  @Test
  void recordsComeTwiceAndAFailureCountsFromTheFirstTime() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(TWICE)) {
      stream.put(1, 4);
      stream.start(SOURCE, Optional.empty(),
          (seqs, records) -> failed.getAndSet(true) ? "" : TestStream.failed(records, 2));
      assertEquals(List.of(1, 2, 3, 4, 1, 2, 3, 4), next(stream.batches));
      assertEquals(List.of(3, 4, 3, 4), next(stream.batches));
    }
  }

  @Test
  void recordsComeInAnotherOrderAndNoneIsPassedOver(@TempDir Path directory) throws Exception {
    Set<Integer> handled = new TreeSet<>();
    AtomicInteger tries = new AtomicInteger();
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory)).with(BACKWARDS)) {
      stream.put(1, 4);
      stream.start(SOURCE, Optional.of(directory), (seqs, records) -> {
        if (tries.incrementAndGet() == 1) {
          handled.addAll(seqs.subList(0, 2));
          return TestStream.failed(records, 2);
        }
        handled.addAll(seqs);
        return "";
      });
      assertEquals(List.of(4, 3, 2, 1), next(stream.batches));
      assertEquals(List.of(2, 1), next(stream.batches));
      assertEquals(List.of(4, 3), next(stream.batches));
      assertEquals(Set.of(1, 2, 3, 4), handled);
    }
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory))) {
      stream.put(5, 5);
      stream.start(SOURCE, Optional.of(directory), (seqs, records) -> "");
      assertEquals(List.of(5), next(stream.batches));
    }
  }

  @Test
  void recordsComeLate() throws Exception {
    Duration late = Duration.ofMillis(700);
    StreamFaults slow = new StreamFaults() {
      @Override
      public Duration delay(StreamSource source) {
        return late;
      }
    };
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(slow)) {
      long begin = System.nanoTime();
      stream.put(1, 1);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> "");
      assertEquals(List.of(1), next(stream.batches));
      assertTrue(System.nanoTime() - begin >= late.toNanos(), "came in time");
    }
  }

  @Test
  void aStreamStandsStillAndThenLosesNothing() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean(true);
    StreamFaults still = new StreamFaults() {
      @Override
      public boolean stopped(StreamSource source) {
        return stopped.get();
      }
    };
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory()).with(still)) {
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> "");
      stream.put(1, 5);
      assertNull(stream.batches.poll(500, TimeUnit.MILLISECONDS), "it did not stand still");
      stopped.set(false);
      assertEquals(List.of(1, 2, 3, 4, 5), all(stream, 5));
    }
  }

  private static List<Integer> all(TestStream stream, int last) throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    do {
      all.addAll(next(stream.batches));
    } while (all.getLast() != last);
    return all;
  }

  @Test
  void callsThatFailAsTheyDoInTheCloudNeitherLoseNorRepeatRecords() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch allFaults = new CountDownLatch(1);
    Map<Integer, DynamoDbException> faults = Map.of(2, ExpiredIteratorException.builder().message("late").build(), 3,
        TrimmedDataAccessException.builder().message("being made").build(), 5,
        ExpiredIteratorException.builder().message("late").build(), 7,
        LimitExceededException.builder().message("too many readers").build(), 8, throttled());
    ClientInterceptor cloud = (operation, request, call) -> {
      int number = operation.equals("GetRecords") ? calls.incrementAndGet() : 0;
      if (number == 10) {
        allFaults.countDown();
      }
      if (faults.containsKey(number)) {
        throw Objects.requireNonNull(faults.get(number));
      }
      return call.proceed();
    };
    DynamoDbEngine engine = DynamoDbEngine.inMemory();
    DynamoDbEngine cloudy = new DynamoDbEngine(engine.client(),
        ClientProxy.of(DynamoDbStreamsClient.class, engine.streams(), cloud), Duration.ofMillis(20), engine::close);
    try (TestStream stream = new TestStream(cloudy)) {
      stream.put(1, 20);
      stream.start(SOURCE, Optional.empty(), (seqs, records) -> "");
      List<Integer> first = all(stream, 20);
      assertTrue(allFaults.await(10, TimeUnit.SECONDS));
      stream.put(21, 25);
      first.addAll(all(stream, 25));
      assertEquals(Stream.iterate(1, seq -> seq + 1).limit(25).toList(), first);
    }
  }

  private static DynamoDbException throttled() {
    return (DynamoDbException) DynamoDbException.builder().message("throttled")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build()).build();
  }
}
