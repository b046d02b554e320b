package chat.local.gateway;

import chat.json.JsonText;
import chat.local.function.Result;
import chat.local.gateway.integration.Invoker;
import chat.local.trace.Cause;
import chat.topology.Route;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes one invocation of every message. Functions run on threads of their own, so two quick messages of a socket may be
 * handled in either order, as in the cloud.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class Messages {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
  static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);

  private final WebSocketApi api;
  private final Invoker functions;
  private final Sockets sockets;
  private final Events events;
  private final Ids ids;
  private final InstantSource clock;
  private final Executor threads;

  Messages(WebSocketApi api, Invoker functions, Sockets sockets, Events events, Ids ids, InstantSource clock,
      Executor threads) {
    this.api = api;
    this.functions = functions;
    this.sockets = sockets;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.threads = threads;
  }

  /** A message of a socket that is already closed is dropped. */
  void received(Connection connection, String text) {
    if (sockets.find(connection.id()).isEmpty()) {
      return;
    }
    if (connection.received()) {
      threads.execute(() -> handle(connection, text));
    } else {
      sockets.close(connection, CloseReason.TOO_MANY_REQUESTS);
    }
  }

  private void handle(Connection connection, String text) {
    try {
      invoke(connection, text);
    } catch (RuntimeException ourFault) {
      ourFault.printStackTrace();
      sockets.close(connection, CloseReason.INTERNAL);
    }
  }

  private void invoke(Connection connection, String text) {
    String requestId = ids.next();
    Optional<Route> selected = api.select(Frames.action(text));
    if (selected.isEmpty()) {
      refuse(connection, "Forbidden", requestId);
      return;
    }
    Route route = selected.get();
    functions.invoke(route.function(), events.message(connection, route.key(), requestId, text),
        new Cause.Frame(connection.id(), route.key(), text.length()), INTEGRATION_TIMEOUT,
        () -> refuse(connection, "Endpoint request timed out", requestId))
        .filter(result -> result instanceof Result.Failed || route.answers())
        .ifPresent(result -> answer(connection, result, requestId));
  }

  private void answer(Connection connection, Result result, String requestId) {
    switch (Integration.of(result)) {
      case Integration.Broken broken -> refuse(connection, "Internal server error", requestId);
      case Integration.Answered answered -> answered.body().ifPresent(body -> send(connection, body));
    }
  }

  private void refuse(Connection connection, String message, String requestId) {
    send(connection, JsonText.object(json -> {
      json.writeStringField("message", message);
      json.writeStringField("connectionId", connection.id());
      json.writeStringField("requestId", requestId);
    }));
  }

  private void send(Connection connection, String text) {
    connection.send(new TextWebSocketFrame(text), clock.instant());
  }
}
