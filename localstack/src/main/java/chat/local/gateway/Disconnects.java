package chat.local.gateway;

import chat.local.function.FunctionHost;
import chat.local.time.Timers;
import chat.local.trace.Cause;
import chat.topology.Route;
import chat.topology.Topology;
import java.util.concurrent.Executor;

/** Tells {@code $disconnect} of sockets that have ended. Nobody waits for what comes of it. */
final class Disconnects {
  private final WebSocketApi api;
  private final FunctionHost functions;
  private final Events events;
  private final GatewayFaults faults;
  private final Timers timers;
  private final Executor threads;

  Disconnects(WebSocketApi api, FunctionHost functions, Events events, GatewayFaults faults, Timers timers,
      Executor threads) {
    this.api = api;
    this.functions = functions;
    this.events = events;
    this.faults = faults;
    this.timers = timers;
    this.threads = threads;
  }

  void announce(Connection connection, CloseReason reason) {
    api.route(Topology.DISCONNECT_ROUTE).ifPresent(route -> {
      switch (faults.disconnect(connection.id())) {
        case DisconnectFate.Told told -> tell(route, connection, reason);
        case DisconnectFate.Late late -> timers.schedule(late.delay(), () -> tell(route, connection, reason));
        case DisconnectFate.Lost lost -> {
          // nobody hears of it
        }
      }
    });
  }

  private void tell(Route route, Connection connection, CloseReason reason) {
    threads.execute(() -> functions.invoke(route.function(), events.disconnect(connection, reason),
        new Cause.Disconnect(connection.id(), reason.code())));
  }
}
