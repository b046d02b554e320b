package chat.watch;

import static java.util.Objects.requireNonNull;

import chat.delivery.ConnectionGateway;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ConnectionId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.simulation.Chance;
import chat.simulation.Fault;
import chat.simulation.History;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import chat.watch.Line.State;
import chat.watch.PresenceFunctions.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway: it tells that a socket closed once, twice, late or never. What it posts must be true. */
final class Lines implements ConnectionGateway {
  private static final long LEAST_TRAVEL_MICROS = Timeline.millis(1);
  private static final long MOST_TRAVEL_MICROS = Timeline.millis(60);
  private static final long LATE_MICROS = Timeline.millis(2_000);
  private static final long NOTICE_MICROS = Timeline.millis(25_000);
  /**
   * An open socket that is older is hardly ever taken for gone; a younger one is not noted as gone.
   */
  private static final long YOUNG_MICROS = Timeline.millis(10_500);

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final History history;
  private final PresenceFunctions functions;
  private final Truth truth;
  private final Map<ConnectionId, Line> lines = new HashMap<>();

  Lines(Timeline timeline, Steps steps, Chance chance, History history, PresenceFunctions functions, Truth truth) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.history = history;
    this.functions = functions;
    this.truth = truth;
  }

  Line open(PresenceClient client) {
    Line line = new Line(lines.size() + 1, client, chance.fork());
    lines.put(line.connectionId, line);
    functions.invoke(Name.CONNECT, event(line, null), response -> {
      boolean accepted = response.filter(said -> JsonObject.parse(said).wholeNumber("statusCode") == 200).isPresent();
      line.state = !accepted ? State.CLOSED : line.abandoned ? State.SILENT : State.OPEN;
      long travel = travel(line.chance);
      line.openMicros = timeline.micros() + travel;
      timeline.in(travel, () -> {
        if (accepted) {
          client.opened(line);
        } else {
          client.lost(line);
        }
      });
    });
    return line;
  }

  /** The client says goodbye. */
  void close(Line line) {
    line.abandoned = true;
    if (line.state == State.OPEN) {
      line.state = State.CLOSED;
      history.note(() -> line + " is closed");
      tellClosed(line);
    }
  }

  /** The client is gone without a word. {@code noticed}: whether the gateway may see it some time. */
  void silence(Line line, boolean noticed) {
    line.abandoned = true;
    if (line.state == State.OPEN) {
      line.state = State.SILENT;
      history.note(() -> line + " falls silent");
      if (noticed && chance.happens(0.5)) {
        timeline.in(chance.between(0, NOTICE_MICROS), () -> {
          history.note(() -> line + " is seen to be closed");
          line.state = State.CLOSED;
          tellClosed(line);
        });
      }
    }
  }

  private void tellClosed(Line line) {
    if (!steps.strikes(Fault.DISCONNECT_LOST)) {
      timeline.in(travel(chance), () -> functions.invoke(Name.DISCONNECT, event(line, null), _ -> {}));
      if (steps.strikes(Fault.ORDER_TWICE)) {
        timeline.in(chance.between(0, NOTICE_MICROS),
            () -> functions.invoke(Name.DISCONNECT, event(line, null), _ -> {}));
      }
    }
  }

  /** Returns whether the frame is on its way. */
  boolean up(Line line, Name function, String frame) {
    if (line.state != State.OPEN || steps.strikes(Fault.FRAME_LOST)) {
      history.note(() -> "lost on its way up " + line + " " + frame);
      return false;
    }
    timeline.in(travel(chance), () -> {
      history.note(() -> "up " + line + " " + frame);
      Instant start = timeline.now();
      functions.invoke(function, event(line, frame), response -> response
          .flatMap(said -> JsonObject.parse(said).optionalText("body")).ifPresent(answer -> {
            if (answer.contains("\"INTERNAL\"")) {
              history.note(() -> line + " is told of a fault");
            } else {
              down(line, answer, start, "answer");
            }
          }));
    });
    return true;
  }

  @Override
  public PostResult post(ConnectionId connectionId, String frame) {
    Line line = requireNonNull(lines.get(connectionId));
    String by = steps.run().name();
    if (steps.run().isDoomed() && line.chance.happens(0.5)) {
      return PostResult.POSTED;
    }
    PostResult result = switch (line.state) {
      case OPENING, CLOSED -> PostResult.GONE;
      case SILENT -> PostResult.POSTED;
      case OPEN -> timeline.micros() > line.openMicros + YOUNG_MICROS
          && steps.strikes(Fault.GONE_WHILE_OPEN, line.chance)
              ? PostResult.GONE
              : steps.strikes(Fault.THROTTLED, line.chance) ? PostResult.FAILED : PostResult.POSTED;
    };
    history.note(() -> by + " posts to " + line + " → " + result + " " + frame);
    if (result == PostResult.POSTED) {
      Instant start = timeline.now().minus(Duration.ofNanos((timeline.micros() - steps.run().startedAt()) * 1_000));
      down(line, frame, start, by);
    }
    return result;
  }

  private void down(Line line, String frame, Instant start, String by) {
    JsonObject event = JsonObject.parse(frame);
    if (event.text("event").equals("presence")) {
      Instant from = start.minusNanos(PresencePorts.MOST_LAG_MICROS * 1_000);
      event.objects("users").forEach(user -> truth.told(line.client.userId(), new UserId(user.text("userId")),
          state(user.text("state")), from, by));
    }
    long now = timeline.micros();
    long arrival = Math.max(now + travel(line.chance), line.openMicros + 1);
    timeline.inLane(line.number(), line.nextFrame(), arrival - now, () -> {
      if (line.state == State.OPEN) {
        line.client.receive(line, event);
      }
    });
  }

  static PresenceState state(String word) {
    return PresenceState.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Override
  public CloseResult close(ConnectionId connectionId) {
    Line line = requireNonNull(lines.get(connectionId));
    boolean open = line.state == State.OPEN || line.state == State.SILENT;
    if (open) {
      line.state = State.CLOSED;
      timeline.inLane(line.number(), line.nextFrame(), travel(line.chance), () -> line.client.lost(line));
    }
    return open ? CloseResult.CLOSED : CloseResult.GONE;
  }

  private long travel(Chance way) {
    return steps.strikes(Fault.FRAME_LATE, way)
        ? way.between(LEAST_TRAVEL_MICROS, LATE_MICROS)
        : way.skewed(LEAST_TRAVEL_MICROS, MOST_TRAVEL_MICROS);
  }

  private static String event(Line line, @Nullable String frame) {
    return JsonText.object(json -> {
      if (frame != null) {
        json.writeStringField("body", frame);
      }
      json.writeObjectFieldStart("multiValueHeaders");
      json.writeArrayFieldStart("Sec-WebSocket-Protocol");
      json.writeString("chat.v1");
      json.writeEndArray();
      json.writeEndObject();
      json.writeObjectFieldStart("requestContext");
      json.writeStringField("connectionId", line.connectionId.value());
      json.writeObjectFieldStart("authorizer");
      json.writeStringField("userId", line.client.userId().value());
      json.writeStringField("deviceId", line.client.toString());
      json.writeStringField("issuedAt", "1764000000");
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
