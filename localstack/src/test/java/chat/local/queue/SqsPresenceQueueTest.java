package chat.local.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sqs.PresenceOrderJson;
import chat.aws.sqs.SqsPresenceQueue;
import chat.aws.sqs.SqsQueue;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder;
import chat.presence.PresenceQueue;
import chat.topology.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Work on presence waits for its time in the engine. */
final class SqsPresenceQueueTest {
  private static final Queue QUEUE = new Queue("presence", Duration.ofMinutes(1), 5);
  private static final QueueEngine ENGINE = QueueEngine.start(List.of(QUEUE), "test");
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  private final PresenceQueue queue = new SqsPresenceQueue(() -> new SqsQueue(ENGINE.client(), ENGINE.address(QUEUE)));

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static List<PresenceOrder> receive(int waitSeconds) {
    return ENGINE.client()
        .receiveMessage(request -> request.queueUrl(ENGINE.address(QUEUE).toString()).maxNumberOfMessages(10)
            .waitTimeSeconds(waitSeconds))
        .messages().stream().map(Message::body).map(PresenceOrderJson::decode).toList();
  }

  @Test
  void whatIsPutComesWhenItIsDueAndNotBefore() {
    Set<PresenceOrder> orders = Set.of(new PresenceOrder.Settle(ALICE, null, BOB), new PresenceOrder.Meet(ALICE, BOB),
        new PresenceOrder.Check(ALICE, PresenceState.AWAY), new PresenceOrder.Tell(ALICE, List.of(BOB), 2));
    queue.put(new PresenceOrder.Check(BOB, null), PresenceQueue.LONGEST_DELAY);
    long start = System.nanoTime();
    queue.put(List.copyOf(orders), Duration.ofSeconds(2));
    assertEquals(List.of(), receive(0));
    List<PresenceOrder> received = new ArrayList<>();
    while (received.size() < orders.size()) {
      List<PresenceOrder> batch = receive(10);
      assertTrue(!batch.isEmpty(), "nothing came");
      received.addAll(batch);
    }
    assertEquals(orders, Set.copyOf(received));
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(waited.compareTo(Duration.ofMillis(1_900)) > 0, waited::toString);
    assertEquals(List.of(), receive(0));
  }
}
