package chat.local.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sqs.NotQueuedException;
import chat.aws.sqs.SqsQueue;
import chat.topology.Queue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sending, against the engine, which has the limits of SQS. */
final class SqsQueueTest {
  private static final Queue QUEUE = new Queue("queue", Duration.ofMinutes(1), 5);
  private static final QueueEngine ENGINE = QueueEngine.start(List.of(QUEUE), "test");

  private final SqsQueue queue = new SqsQueue(ENGINE.client(), ENGINE.address(QUEUE));

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static List<String> received(int count) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < count) {
      List<String> batch = ENGINE.client().receiveMessage(
          request -> request.queueUrl(ENGINE.address(QUEUE).toString()).maxNumberOfMessages(10).waitTimeSeconds(10))
          .messages().stream().map(Message::body).toList();
      assertTrue(!batch.isEmpty(), "nothing came");
      bodies.addAll(batch);
    }
    return bodies.stream().sorted().toList();
  }

  @Test
  void sendsMoreThanOneCallHolds() {
    List<String> many = IntStream.range(100, 123).mapToObj(Integer::toString).toList();
    queue.send(many, Duration.ZERO);
    assertEquals(many, received(many.size()));
    // ten of them would be two and a half times what a call may hold
    List<String> large = IntStream.range(0, 10).mapToObj(number -> number + "ü".repeat(32 * 1024)).toList();
    queue.send(large, Duration.ZERO);
    assertEquals(large, received(large.size()));
  }

  @Test
  void sendsNothingWithoutACall() {
    new SqsQueue(ENGINE.client(), URI.create("http://127.0.0.1:1/none")).send(List.of(), Duration.ZERO);
  }

  @Test
  void refusesADelayThatSqsDoesNotKnow() {
    for (Duration delay : List.of(SqsQueue.LONGEST_DELAY.plusMillis(1), Duration.ofMillis(-1))) {
      assertThrows(IllegalArgumentException.class, () -> queue.send(List.of("a"), delay));
    }
    queue.send(List.of("tomorrow's"), SqsQueue.LONGEST_DELAY);
  }

  @Test
  void saysWhatWasNotTaken() {
    assertTrue(String.valueOf(assertThrows(NotQueuedException.class,
        () -> queue.send(List.of("good", "bad \u0001"), Duration.ofMinutes(1))).getMessage())
        .contains("refused 1 of 2"));
    SqsQueue nowhere = new SqsQueue(ENGINE.client(), URI.create(ENGINE.address(QUEUE) + "-none"));
    assertThrows(SqsException.class, () -> nowhere.send(List.of("a"), Duration.ZERO));
  }
}
