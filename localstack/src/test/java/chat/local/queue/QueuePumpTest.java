package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import chat.aws.sqs.SqsQueue;
import chat.local.function.FunctionHost;
import chat.local.function.TestHost;
import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.QueueSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Each test has a queue of its own, so that none sees what another left. */
final class QueuePumpTest {
  private static final Function FUNCTION = new Function("reader", "none", 128, Duration.ofSeconds(5), List.of(), false,
      false,
      List.of());
  private static final Function SLOW = new Function("slow", "none", 128, Duration.ofSeconds(30), List.of(), false,
      false,
      List.of());
  private static final Duration VISIBILITY = Duration.ofSeconds(1);
  private static final Duration PROMPTLY = Duration.ofMillis(900);
  private static final Queue TOLD = queue("told");
  private static final Queue HANDLED = queue("handled");
  private static final Queue PARTIAL = queue("partial");
  private static final Queue THROWING = queue("throwing");
  private static final Queue POISONED = queue("poisoned");
  private static final Queue DELAYED = queue("delayed");
  private static final Queue STOPPED = queue("stopped");
  private static final Queue CROWDED = queue("crowded");
  private static final Queue FORGOTTEN = queue("forgotten");
  private static final QueueEngine ENGINE = QueueEngine.start(
      List.of(TOLD, HANDLED, PARTIAL, THROWING, POISONED, DELAYED, STOPPED, CROWDED, FORGOTTEN), "test");

  /** The bodies of each batch that the function was given. */
  private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> records = new LinkedBlockingQueue<>();

  /** What the function returns for a batch, or throws. */
  private interface Reading {
    String read(JsonNode records);
  }

  private static Queue queue(String name) {
    return new Queue(name, VISIBILITY, 2);
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private FunctionHost host(Reading reading) {
    return TestHost.of(function -> (input, output, context) -> {
      JsonNode batch = new ObjectMapper().readTree(input).path("Records");
      batch.forEach(records::add);
      batches.add(batch.valueStream().map(record -> record.path("body").asText()).toList());
      output.write(reading.read(batch).getBytes(UTF_8));
    });
  }

  private static QueuePump start(Queue queue, FunctionHost host) {
    return QueuePump.start(ENGINE, List.of(new QueueSource(queue, FUNCTION, 10, 2)), host, QueueFaults.NONE);
  }

  private static void send(Queue queue, Duration delay, String... bodies) {
    new SqsQueue(ENGINE.client(), ENGINE.address(queue)).send(List.of(bodies), delay);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return next;
  }

  /** Waits for what arrives at an address, in short polls: what moves to the dead letters does not end a long one. */
  private static Message received(String address) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      List<Message> messages = ENGINE.client().receiveMessage(request -> request.queueUrl(address).waitTimeSeconds(1))
          .messages();
      if (!messages.isEmpty()) {
        return messages.getFirst();
      }
    }
    return fail("nothing came");
  }

  @Test
  void aMessageIsToldAsLambdaTellsIt() throws InterruptedException {
    try (FunctionHost host = host(batch -> ""); QueuePump pump = start(TOLD, host)) {
      assertNotNull(pump);
      send(TOLD, Duration.ZERO, "{\"hello\":\"wörld\"}");
      JsonNode record = next(records);
      assertEquals("{\"hello\":\"wörld\"}", record.path("body").asText());
      assertEquals("aws:sqs", record.path("eventSource").asText());
      assertEquals("arn:aws:sqs:us-east-1:000000000000:chat-test-told", record.path("eventSourceARN").asText());
      assertEquals("us-east-1", record.path("awsRegion").asText());
      assertEquals("1", record.path("attributes").path("ApproximateReceiveCount").asText());
      for (String field : List.of("messageId", "receiptHandle", "md5OfBody")) {
        assertFalse(record.path(field).asText().isEmpty(), field);
      }
    }
  }

  @Test
  void whatIsHandledIsDeleted() throws InterruptedException {
    String[] bodies = IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toArray(String[]::new);
    try (FunctionHost host = host(batch -> "{\"batchItemFailures\":[]}"); QueuePump pump = start(HANDLED, host)) {
      assertNotNull(pump);
      send(HANDLED, Duration.ZERO, bodies);
      Set<String> seen = new HashSet<>();
      while (seen.size() < bodies.length) {
        List<String> batch = next(batches);
        assertTrue(batch.size() <= 10, batch.toString());
        assertTrue(batch.stream().allMatch(seen::add), batch + " came again");
      }
      assertEquals(null, batches.poll(VISIBILITY.toMillis() + 500, TimeUnit.MILLISECONDS), "came again");
    }
  }

  @Test
  void onlyWhatIsReportedComesAgainOnceItIsVisible() throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    try (FunctionHost host = host(batch -> failed.getAndSet(true)
        ? ""
        : "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(idOf("b", batch)))) {
      send(PARTIAL, Duration.ZERO, "a", "b", "c");
      try (QueuePump pump = start(PARTIAL, host)) {
        assertNotNull(pump);
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(next(batches)));
        long failedAt = System.nanoTime();
        assertEquals(List.of("b"), next(batches));
        assertTrue(System.nanoTime() - failedAt >= PROMPTLY.toNanos(), "came before it was visible");
      }
    }
  }

  private static String idOf(String body, JsonNode batch) {
    return batch.valueStream().filter(record -> record.path("body").asText().equals(body)).findFirst().orElseThrow()
        .path("messageId").asText();
  }

  @Test
  void anUnknownIdOrAThrowFailsTheWholeBatch() throws InterruptedException {
    AtomicBoolean reported = new AtomicBoolean();
    try (FunctionHost host = host(batch -> {
      if (reported.getAndSet(true)) {
        throw new IllegalStateException("not now");
      }
      return "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}";
    })) {
      send(THROWING, Duration.ZERO, "a", "b");
      try (QueuePump pump = start(THROWING, host)) {
        assertNotNull(pump);
        assertEquals(Set.of("a", "b"), Set.copyOf(next(batches)));
        assertEquals(Set.of("a", "b"), Set.copyOf(next(batches)));
        String deadLetters = deadLetters(THROWING);
        String first = received(deadLetters).body();
        String second = received(deadLetters).body();
        assertEquals(Set.of("a", "b"), new HashSet<>(List.of(first, second)));
      }
    }
  }

  @Test
  void poisonGoesToTheDeadLettersLoudly() throws InterruptedException {
    PrintStream standardError = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setErr(new PrintStream(heard, true, UTF_8));
    try (FunctionHost host = host(batch -> {
      throw new IllegalStateException("poison");
    }); QueuePump pump = start(POISONED, host)) {
      assertNotNull(pump);
      send(POISONED, Duration.ZERO, "poison");
      assertEquals("poison", received(deadLetters(POISONED)).body());
      assertEquals(List.of(List.of("poison"), List.of("poison")), List.copyOf(batches));
    } finally {
      System.setErr(standardError);
    }
    List<String> complaints = heard.toString(UTF_8).lines().filter(line -> line.startsWith("GIVEN UP")).toList();
    assertEquals(1, complaints.size(), heard.toString(UTF_8));
    assertTrue(complaints.getFirst().startsWith("GIVEN UP: function reader failed 2 times on message"));
  }

  private static String deadLetters(Queue queue) {
    return ENGINE.client().getQueueUrl(request -> request.queueName(queue.deadLettersIn("test"))).queueUrl();
  }

  @Test
  void aDelayedMessageComesWhenItIsDue() throws InterruptedException {
    try (FunctionHost host = host(batch -> ""); QueuePump pump = start(DELAYED, host)) {
      assertNotNull(pump);
      long sentAt = System.nanoTime();
      send(DELAYED, Duration.ofMillis(800), "later");
      send(DELAYED, Duration.ZERO, "now");
      assertEquals(List.of("now"), next(batches));
      assertEquals(List.of("later"), next(batches));
      assertTrue(System.nanoTime() - sentAt >= PROMPTLY.toNanos(), "came before it was due");
    }
  }

  @Test
  void itStopsAtOnceThoughItWaitsForMessages() throws InterruptedException {
    try (FunctionHost host = host(batch -> "")) {
      QueuePump pump = start(STOPPED, host);
      send(STOPPED, Duration.ZERO, "a");
      next(batches);
      long begin = System.nanoTime();
      pump.close();
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(Duration.ofSeconds(2)) < 0);
      send(STOPPED, Duration.ZERO, "b");
      assertEquals("b", received(ENGINE.address(STOPPED).toString()).body());
    }
  }

  @Test
  void asManyBatchesAreUnderWayAsTheTopologySaysAndNotMore() throws InterruptedException {
    int most = 7;
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(most);
    BlockingQueue<Boolean> met = new LinkedBlockingQueue<>();
    Queue patient = new Queue(CROWDED.name(), Duration.ofMinutes(1), 5);
    try (QueueEngine engine = QueueEngine.at(ENGINE.address(CROWDED).resolve("/"), List.of(patient), "test");
        FunctionHost host = host(batch -> {
          seen.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          full.countDown();
          try {
            met.add(full.await(10, TimeUnit.SECONDS));
          } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
          }
          underWay.decrementAndGet();
          return "";
        });
        QueuePump pump = QueuePump.start(engine, List.of(new QueueSource(patient, SLOW, 1, most)), host,
            QueueFaults.NONE)) {
      assertNotNull(pump);
      send(CROWDED, Duration.ZERO, IntStream.rangeClosed(1, 3 * most).mapToObj(Integer::toString)
          .toArray(String[]::new));
      for (int count = 0; count < 3 * most; count++) {
        assertTrue(next(met), "fewer were under way");
      }
      assertEquals(most, seen.get());
    }
  }

  @Test
  void whatIsNotDeletedComesAgain() throws InterruptedException {
    AtomicBoolean forgotten = new AtomicBoolean();
    QueueFaults once = new QueueFaults() {
      @Override
      public Optional<Duration> forgetsDelete(Queue queue) {
        return queue.equals(FORGOTTEN) && !forgotten.getAndSet(true) ? Optional.of(VISIBILITY) : Optional.empty();
      }
    };
    try (FunctionHost host = host(batch -> "");
        QueuePump pump = QueuePump.start(ENGINE, List.of(new QueueSource(FORGOTTEN, FUNCTION, 10, 2)), host, once)) {
      assertNotNull(pump);
      send(FORGOTTEN, Duration.ZERO, "a");
      assertEquals(List.of("a"), next(batches));
      long handledAt = System.nanoTime();
      assertEquals(List.of("a"), next(batches));
      assertTrue(System.nanoTime() - handledAt >= PROMPTLY.toNanos(), "came before it was visible");
      assertEquals(null, batches.poll(VISIBILITY.toMillis() + 500, TimeUnit.MILLISECONDS), "came again");
    }
  }
}
