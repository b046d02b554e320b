package chat.watch;

import chat.aws.sqs.PresenceOrderJson;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.presence.PresenceOrder;
import chat.presence.PresenceQueue;
import chat.simulation.Chance;
import chat.simulation.Fault;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The queue of presence: each message at least once and never too early, until its order is carried out. */
final class PresenceOrders implements PresenceQueue {
  private static final int BATCH = 10;
  private static final long POLL_MICROS = Timeline.millis(300);
  /** Shorter than the real one, which is minutes, but longer than what a dead function leaves under way. */
  private static final long VISIBILITY_MICROS = Timeline.millis(5_000);

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final PresenceFunctions functions;
  private final List<Waiting> visible = new ArrayList<>();
  private int messages;

  PresenceOrders(Timeline timeline, Steps steps, Chance chance, PresenceFunctions functions) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.functions = functions;
  }

  private record Waiting(String id, String body, int receives) {}

  @Override
  public void put(List<? extends PresenceOrder> orders, Duration delay) {
    steps.call("order " + orders + " in " + delay, () -> {
      orders.forEach(order -> send(PresenceOrderJson.encode(order), delay));
      return "ordered";
    });
  }

  /** The queue counts whole seconds. */
  private void send(String body, Duration delay) {
    Waiting message = new Waiting("order-" + ++messages, body, 1);
    long wait = Timeline.micros(Duration.ofSeconds(delay.plusSeconds(1).minusNanos(1).toSeconds()));
    arrive(message, wait);
    if (steps.strikes(Fault.ORDER_TWICE)) {
      arrive(message, wait + chance.between(0, VISIBILITY_MICROS));
    }
  }

  private void arrive(Waiting message, long delayMicros) {
    timeline.in(delayMicros + chance.between(0, POLL_MICROS), () -> {
      visible.add(message);
      timeline.in(chance.between(0, POLL_MICROS), this::receive);
    });
  }

  private void receive() {
    List<Waiting> batch = new ArrayList<>();
    int size = 1 + chance.below(BATCH);
    while (!visible.isEmpty() && batch.size() < size) {
      batch.add(visible.remove(chance.below(visible.size())));
    }
    if (!batch.isEmpty()) {
      functions.invoke(PresenceFunctions.Name.PRESENCE, event(batch), response -> {
        Set<String> failed = failed(batch, response);
        batch.stream().filter(message -> failed.contains(message.id())).forEach(message -> arrive(
            new Waiting(message.id(), message.body(), message.receives() + 1), VISIBILITY_MICROS));
      });
    }
  }

  private static Set<String> failed(List<Waiting> batch, Optional<String> response) {
    return response.map(said -> JsonObject.parse(said).objects("batchItemFailures").stream()
        .map(failure -> failure.text("itemIdentifier")).collect(Collectors.toSet()))
        .orElseGet(() -> batch.stream().map(Waiting::id).collect(Collectors.toSet()));
  }

  private static String event(List<Waiting> batch) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (Waiting message : batch) {
        json.writeStartObject();
        json.writeStringField("messageId", message.id());
        json.writeStringField("body", message.body());
        json.writeObjectFieldStart("attributes");
        json.writeStringField("ApproximateReceiveCount", Integer.toString(message.receives()));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
