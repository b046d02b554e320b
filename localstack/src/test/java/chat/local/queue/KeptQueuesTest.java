package chat.local.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.aws.sqs.SqsQueue;
import chat.topology.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Queues with a data directory lose nothing over a restart. */
final class KeptQueuesTest {
  private static final Queue QUEUE = new Queue("kept", Duration.ofSeconds(1), 5);

  private static QueueEngine start(Path directory) {
    long begin = System.nanoTime();
    QueueEngine engine = QueueEngine.start(List.of(QUEUE), "test", Optional.of(directory));
    System.out.println("Queues with a data directory started in " + Duration.ofNanos(System.nanoTime() - begin)
        .toMillis() + " ms.");
    return engine;
  }

  @Test
  void whatWaitsIsInHandOrIsNotDueComesAfterARestart(@TempDir Path directory) {
    try (QueueEngine engine = start(directory)) {
      SqsQueue queue = new SqsQueue(engine.client(), engine.address(QUEUE));
      queue.send(List.of("in hand", "deleted"), Duration.ZERO);
      for (Message message : receive(engine)) {
        if (message.body().equals("deleted")) {
          engine.client().deleteMessage(request -> request.queueUrl(engine.address(QUEUE).toString())
              .receiptHandle(message.receiptHandle()));
        }
      }
      queue.send(List.of("waiting"), Duration.ZERO);
      queue.send(List.of("not due"), Duration.ofSeconds(2));
    }
    try (QueueEngine engine = start(directory)) {
      List<String> bodies = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (bodies.size() < 3 && System.nanoTime() < deadline) {
        receive(engine).forEach(message -> {
          bodies.add(message.body());
          engine.client().deleteMessage(request -> request.queueUrl(engine.address(QUEUE).toString())
              .receiptHandle(message.receiptHandle()));
        });
      }
      assertEquals(new TreeSet<>(List.of("in hand", "not due", "waiting")), new TreeSet<>(bodies));
    }
  }

  private static List<Message> receive(QueueEngine engine) {
    return engine.client().receiveMessage(request -> request.queueUrl(engine.address(QUEUE).toString())
        .maxNumberOfMessages(10).waitTimeSeconds(1)).messages();
  }
}
