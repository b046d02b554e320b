package chat.local.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import chat.aws.sqs.SqsQueue;
import chat.topology.DeadLetterSource;
import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.StreamSource;
import chat.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What was given up can be seen, stays, and goes back. Each test has a queue of its own. */
final class DeadLettersTest {
  private static final Function FUNCTION = new Function("reader", "none", 128, Duration.ofSeconds(5), List.of(), false,
      false,
      List.of());
  private static final StreamSource STREAM = new StreamSource(Topology.MESSAGES, FUNCTION, true, 10, Duration.ZERO, 1,
      2, Duration.ofHours(1));
  private static final Queue SEEN = queue("seen");
  private static final Queue BACK = queue("back");
  private static final Queue COUNTED = queue("counted");
  private static final Queue ELSEWHERE = queue("elsewhere");
  private static final QueueEngine ENGINE = QueueEngine.start(List.of(SEEN, BACK, COUNTED, ELSEWHERE, STREAM), "test");

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Queue queue(String name) {
    return new Queue(name, Duration.ofSeconds(1), 1);
  }

  private static void send(QueueEngine engine, Queue queue, Duration delay, List<String> bodies) {
    new SqsQueue(engine.client(), engine.address(queue)).send(bodies, delay);
  }

  private static List<Message> receive(QueueEngine engine, Queue queue) {
    return engine.client().receiveMessage(request -> request.queueUrl(engine.address(queue).toString())
        .maxNumberOfMessages(10)).messages();
  }

  /** Receives each message once and never deletes it, until all are dead letters. */
  private static void kill(Queue queue, List<String> bodies) {
    send(ENGINE, queue, Duration.ZERO, bodies);
    until(() -> {
      receive(ENGINE, queue);
      return depth(ENGINE, queue).deadLetters() == bodies.size();
    });
  }

  private static void until(BooleanSupplier state) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("it did not come to that");
      }
    }
  }

  private static QueueDepth depth(QueueEngine engine, DeadLetterSource source) {
    return engine.depths().stream().filter(depth -> depth.source().equals(source)).findFirst().orElseThrow();
  }

  private static List<String> bodies(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "body " + (100 + number)).toList();
  }

  @Test
  void theyCanBeSeenAgainAndAgain() {
    Instant before = Instant.now().minusSeconds(5);
    kill(SEEN, bodies(12));
    for (int look = 0; look < 3; look++) {
      List<DeadLetter> letters = ENGINE.deadLetters(SEEN, 100);
      assertEquals(bodies(12), letters.stream().map(DeadLetter::body).sorted().toList());
      assertEquals(12, letters.stream().map(DeadLetter::messageId).distinct().count());
      assertTrue(letters.stream().allMatch(letter -> letter.receiveCount() >= 1 && letter.sentAt().isAfter(before)));
    }
    assertEquals(11, ENGINE.deadLetters(SEEN, 11).size());
    assertEquals(new QueueDepth(SEEN, 0, 0, 0, 12), depth(ENGINE, SEEN));
  }

  @Test
  void aRedriveBringsAllOfThemBack() {
    kill(BACK, bodies(12));
    assertEquals(12, ENGINE.redrive(BACK));
    assertEquals(new QueueDepth(BACK, 12, 0, 0, 0), depth(ENGINE, BACK));
    assertEquals(0, ENGINE.redrive(BACK));
  }

  @Test
  void depthsTellWhatWaitsWhatIsInHandAndWhatIsNotDue() {
    send(ENGINE, COUNTED, Duration.ZERO, bodies(3));
    send(ENGINE, COUNTED, Duration.ofMinutes(10), bodies(2));
    ENGINE.client().receiveMessage(request -> request.queueUrl(ENGINE.address(COUNTED).toString())
        .maxNumberOfMessages(1).visibilityTimeout(600));
    assertEquals(new QueueDepth(COUNTED, 2, 1, 2, 0), depth(ENGINE, COUNTED));
  }

  @Test
  void aReaderOfAStreamHasThemToo() {
    ENGINE.giveUp(STREAM, "a batch");
    assertEquals(new QueueDepth(STREAM, 0, 0, 0, 1), depth(ENGINE, STREAM));
    assertEquals(List.of("a batch"), ENGINE.deadLetters(STREAM, 10).stream().map(DeadLetter::body).toList());
  }

  @Test
  void anEngineElsewhereIsUsedAsItIsAndGoesOnWhenThisCloses() {
    URI endpoint = ENGINE.address(ELSEWHERE).resolve("/");
    Queue patient = new Queue(ELSEWHERE.name(), Duration.ofSeconds(77), 3);
    send(ENGINE, ELSEWHERE, Duration.ZERO, List.of("kept"));
    for (int time = 0; time < 2; time++) {
      try (QueueEngine other = QueueEngine.at(endpoint, List.of(patient), "test")) {
        assertEquals(1, depth(other, patient).visible());
        assertEquals("77", other.client().getQueueAttributes(
            request -> request.queueUrl(other.address(patient).toString()).attributeNamesWithStrings("All"))
            .attributesAsStrings().get("VisibilityTimeout"));
      }
    }
    assertEquals(1, depth(ENGINE, ELSEWHERE).visible());
  }
}
