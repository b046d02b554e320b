package chat.simulation;

import chat.delivery.ConnectionGateway;
import chat.json.JsonObject;
import chat.model.ConnectionId;
import chat.simulation.Socket.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The WebSocket gateway. TCP loses no frame of a connection that lives: a lost frame breaks the socket for both
 * directions, and each side notices when it does.
 */
final class Gateway implements ConnectionGateway {
  private static final long LEAST_TRAVEL_MICROS = Timeline.millis(1);
  private static final long MOST_TRAVEL_MICROS = Timeline.millis(60);
  private static final long LATE_MICROS = Timeline.millis(3_000);
  private static final long LEAST_NOTICE_MICROS = Timeline.millis(500);
  private static final long CLIENT_NOTICE_MICROS = Timeline.millis(12_000);
  private static final long SERVER_NOTICE_MICROS = Timeline.millis(25_000);
  private static final double TOLD_OF_CRASH = 0.5;

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final Faults faults;
  private final History history;
  private final Functions functions;
  private final Ledger ledger;
  private final Map<ConnectionId, Socket> sockets = new LinkedHashMap<>();

  Gateway(Timeline timeline, Steps steps, Chance chance, Faults faults, History history, Functions functions,
      Ledger ledger) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.faults = faults;
    this.history = history;
    this.functions = functions;
    this.ledger = ledger;
  }

  Socket open(Device device) {
    Socket socket = new Socket(sockets.size() + 1, device, chance.fork());
    sockets.put(socket.connectionId(), socket);
    functions.invoke(Lambda.CONNECT, Events.connect(socket), response -> {
      boolean accepted = response.filter(said -> JsonObject.parse(said).wholeNumber("statusCode") == 200).isPresent();
      socket.become(accepted ? State.OPEN : State.CLOSED);
      timeline.in(travel(chance), () -> {
        if (accepted) {
          device.opened(socket);
        } else {
          device.lost(socket);
        }
      });
    });
    return socket;
  }

  /** The client closes it. */
  void close(Socket socket) {
    timeline.in(travel(chance), () -> closed(socket));
  }

  private void closed(Socket socket) {
    if (socket.state() == State.CLOSED) {
      return;
    }
    history.note(() -> socket + " is closed");
    socket.become(State.CLOSED);
    if (!faults.strike(Fault.DISCONNECT_LOST, chance)) {
      timeline.in(travel(chance), () -> functions.invoke(Lambda.DISCONNECT, Events.disconnect(socket), _ -> {}));
    }
  }

  /** From the client. */
  void up(Socket socket, Lambda lambda, String frame) {
    if (socket.state() != State.OPEN || isLost(socket)) {
      history.note(() -> "lost on its way up " + socket + " " + frame);
      return;
    }
    timeline.in(travel(chance), () -> {
      history.note(() -> "↑ " + socket + " " + frame);
      Ledger.Asked asked = ledger.asked(socket.device().userId(), lambda, frame);
      functions.invoke(lambda, Events.frame(socket, frame), response -> response.ifPresentOrElse(
          said -> JsonObject.parse(said).optionalText("body").ifPresent(answer -> {
            ledger.answered(asked, answer);
            down(socket, answer);
          }), () -> {
            if (chance.happens(TOLD_OF_CRASH)) {
              down(socket, "{\"message\":\"Internal server error\"}");
            }
          }));
    });
  }

  @Override
  public PostResult post(ConnectionId connectionId, String frame) {
    Socket socket = Optional.ofNullable(sockets.get(connectionId)).orElseThrow();
    if (steps.current().run().isDoomed() && socket.chance().happens(0.5)) {
      history.note(() -> "not posted any more to " + socket);
      return PostResult.POSTED;
    }
    PostResult result = switch (socket.state()) {
      case OPENING, CLOSED -> PostResult.GONE;
      case BROKEN -> PostResult.POSTED;
      case OPEN -> faults.strike(Fault.GONE_WHILE_OPEN, socket.chance())
          ? PostResult.GONE
          : faults.strike(Fault.THROTTLED, socket.chance()) ? PostResult.FAILED : PostResult.POSTED;
    };
    history.note(() -> steps.current().run().name() + " posts to " + socket + " → " + result + " " + frame);
    if (result == PostResult.POSTED) {
      down(socket, frame);
    }
    return result;
  }

  /** From the server. */
  @Override
  public CloseResult close(ConnectionId connectionId) {
    Socket socket = Optional.ofNullable(sockets.get(connectionId)).orElseThrow();
    return switch (socket.state()) {
      case OPENING, CLOSED -> CloseResult.GONE;
      case OPEN, BROKEN -> {
        timeline.inLane(socket.number(), socket.nextFrame(), travel(socket.chance()),
            () -> socket.device().lost(socket));
        closed(socket);
        yield CloseResult.CLOSED;
      }
    };
  }

  private void down(Socket socket, String frame) {
    JsonObject event = JsonObject.parse(frame);
    ledger.shown(socket.device().userId(), event);
    if (socket.state() != State.OPEN || isLost(socket)) {
      return;
    }
    timeline.inLane(socket.number(), socket.nextFrame(), travel(socket.chance()), () -> {
      history.note(() -> "↓ " + socket + " " + frame);
      socket.device().receive(socket, event);
    });
  }

  private boolean isLost(Socket socket) {
    if (!faults.strike(Fault.FRAME_LOST, socket.chance())) {
      return false;
    }
    socket.become(State.BROKEN);
    history.note(() -> socket + " breaks");
    timeline.inLane(socket.number(), socket.nextFrame(),
        socket.chance().between(LEAST_NOTICE_MICROS, CLIENT_NOTICE_MICROS), () -> socket.device().lost(socket));
    timeline.inLane(socket.number(), socket.nextFrame(),
        socket.chance().between(LEAST_NOTICE_MICROS, SERVER_NOTICE_MICROS), () -> closed(socket));
    return true;
  }

  private long travel(Chance way) {
    return faults.strike(Fault.FRAME_LATE, way)
        ? way.between(LEAST_TRAVEL_MICROS, LATE_MICROS)
        : way.skewed(LEAST_TRAVEL_MICROS, MOST_TRAVEL_MICROS);
  }
}
