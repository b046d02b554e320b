package chat.simulation;

import chat.aws.sqs.DeliveryOrderJson;
import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import chat.json.JsonObject;
import chat.simulation.Events.QueueMessage;
import chat.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The queues of delivery orders, both in one: each message at least once, in no order, until it is a dead letter. */
final class DeliveryQueues implements DeliveryQueue {
  private static final int BATCH = 10;
  private static final long POLL_MICROS = Timeline.millis(300);
  /** Shorter than in the cloud, where it only makes everything take longer. */
  private static final long VISIBILITY_MICROS = Timeline.millis(8_000);

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final Functions functions;
  private final List<QueueMessage> visible = new ArrayList<>();
  private int messages;
  private int deadLetters;

  DeliveryQueues(Timeline timeline, Steps steps, Chance chance, Functions functions) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.functions = functions;
  }

  int deadLetters() {
    return deadLetters;
  }

  @Override
  public void put(List<DeliveryOrder.Chunk> chunks) {
    put(chunks, Duration.ZERO);
  }

  @Override
  public void put(List<? extends DeliveryOrder> orders, Duration delay) {
    steps.call("order " + orders, () -> {
      orders.forEach(order -> send(DeliveryOrderJson.encode(order), delay));
      return "ordered";
    });
  }

  private void send(String body, Duration delay) {
    QueueMessage message = new QueueMessage("order-" + ++messages, body, 1);
    arrive(message, Timeline.micros(delay));
    if (steps.strikes(Fault.ORDER_TWICE)) {
      arrive(message, Timeline.micros(delay) + chance.between(0, VISIBILITY_MICROS));
    }
  }

  private void arrive(QueueMessage message, long delayMicros) {
    timeline.in(delayMicros + chance.between(0, POLL_MICROS), () -> {
      visible.add(message);
      timeline.in(chance.between(0, POLL_MICROS), this::receive);
    });
  }

  private void receive() {
    List<QueueMessage> batch = new ArrayList<>();
    int size = 1 + chance.below(BATCH);
    while (!visible.isEmpty() && batch.size() < size) {
      batch.add(visible.remove(chance.below(visible.size())));
    }
    if (batch.isEmpty()) {
      return;
    }
    functions.invoke(Lambda.DELIVER, Events.queue(batch), response -> {
      Set<String> failed = response
          .map(said -> JsonObject.parse(said).objects("batchItemFailures").stream()
              .map(failure -> failure.text("itemIdentifier")).collect(Collectors.toSet()))
          .orElseGet(() -> batch.stream().map(QueueMessage::messageId).collect(Collectors.toSet()));
      batch.stream().filter(message -> failed.contains(message.messageId())).forEach(this::again);
    });
  }

  private void again(QueueMessage message) {
    if (message.receives() == Topology.RETRY_QUEUE.maxReceives()) {
      deadLetters++;
    } else {
      arrive(message.again(), VISIBILITY_MICROS);
    }
  }
}
