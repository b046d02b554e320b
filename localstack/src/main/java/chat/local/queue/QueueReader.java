package chat.local.queue;

import chat.local.function.Stop;
import chat.topology.QueueSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Receives from one queue and has the batches handled, several at a time, until a stop is requested. */
final class QueueReader implements Runnable {
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final QueueSource source;
  private final String address;
  private final SqsClient client;
  private final QueueDelivery delivery;
  private final ExecutorService deliveries;
  private final Stop stop;
  private final Semaphore free;

  QueueReader(QueueSource source, QueueEngine engine, QueueDelivery delivery, ExecutorService deliveries, Stop stop) {
    this.source = source;
    this.address = engine.address(source.queue()).toString();
    this.client = engine.client();
    this.delivery = delivery;
    this.deliveries = deliveries;
    this.stop = stop;
    this.free = new Semaphore(source.maxConcurrency());
  }

  @Override
  public void run() {
    while (!stop.isRequested()) {
      // before receiving, or a received message would wait while its visibility timeout runs
      free.acquireUninterruptibly();
      try {
        List<Message> batch = receive();
        deliveries.execute(() -> deliver(batch));
      } catch (RuntimeException fault) {
        free.release();
        complain(fault);
        stop.await(PAUSE_AFTER_FAULT);
      }
    }
  }

  private List<Message> receive() {
    return client.receiveMessage(request -> request.queueUrl(address).maxNumberOfMessages(source.batchSize())
        .waitTimeSeconds(Math.toIntExact(LONG_POLL.toSeconds()))
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
  }

  private void deliver(List<Message> batch) {
    try {
      if (!batch.isEmpty()) {
        delivery.deliver(batch);
      }
    } catch (RuntimeException fault) {
      complain(fault);
    } finally {
      free.release();
    }
  }

  /** The loop goes on whatever happens: a dead reader would silently stop all delivery. */
  private void complain(RuntimeException fault) {
    if (!stop.isRequested()) {
      System.err.println("Cannot read queue " + source.queue().name() + ": " + fault);
    }
  }
}
