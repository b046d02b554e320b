package chat.local.gateway;

import chat.json.JsonText;
import chat.local.function.FunctionHost;
import chat.local.function.FunctionHost.Result;
import chat.topology.Route;
import chat.topology.Topology;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The open sockets: every frame becomes one invocation, every end one {@code $disconnect}. Functions run on threads of
 * their own, so two quick frames of a socket may be handled in either order, as in the cloud.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class Sockets {
  private static final int LINGER_SECONDS = 2;

  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private final WebSocketApi api;
  private final FunctionHost functions;
  private final Events events;
  private final Ids ids;
  private final InstantSource clock;
  private final Executor threads;

  Sockets(WebSocketApi api, FunctionHost functions, Events events, Ids ids, InstantSource clock, Executor threads) {
    this.api = api;
    this.functions = functions;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.threads = threads;
  }

  Optional<Connection> find(String connectionId) {
    return Optional.ofNullable(open.get(connectionId));
  }

  void opened(Connection connection) {
    open.put(connection.id(), connection);
  }

  /** A frame of a socket that is already closed is dropped. */
  void received(Connection connection, String frame) {
    if (open.containsKey(connection.id())) {
      connection.active(clock.instant());
      threads.execute(() -> invoke(connection, frame));
    }
  }

  private void invoke(Connection connection, String frame) {
    String requestId = ids.next();
    Optional<Route> selected = api.select(Frames.action(frame));
    if (selected.isEmpty()) {
      send(connection, error("Forbidden", connection, requestId));
      return;
    }
    Route route = selected.get();
    Result result = functions.invoke(route.function(), events.message(connection, route.key(), requestId, frame));
    boolean failed = result instanceof Result.Failed;
    if (failed || route.answers()) {
      switch (Integration.of(result)) {
        case Integration.Broken broken ->
          send(connection, error("Internal server error", connection, requestId));
        case Integration.Answered answered -> answered.body().ifPresent(body -> send(connection, body));
      }
    }
  }

  private static String error(String message, Connection connection, String requestId) {
    return JsonText.object(json -> {
      json.writeStringField("message", message);
      json.writeStringField("connectionId", connection.id());
      json.writeStringField("requestId", requestId);
    });
  }

  private static void send(Connection connection, String frame) {
    connection.channel().writeAndFlush(new TextWebSocketFrame(frame));
  }

  /** The socket has ended, or will at once. Returns false when that was known. */
  boolean ended(Connection connection, CloseReason reason) {
    if (open.remove(connection.id()) == null) {
      return false;
    }
    announceEnd(connection, reason);
    return true;
  }

  /** Tells {@code $disconnect}, whatever comes of it. */
  void announceEnd(Connection connection, CloseReason reason) {
    api.route(Topology.DISCONNECT_ROUTE).ifPresent(
        route -> threads.execute(() -> functions.invoke(route.function(), events.disconnect(connection, reason))));
  }

  /**
   * Closes from this side: the close frame, then only our direction of the connection, so that a client still sending is
   * not reset before it has read why.
   */
  void close(Connection connection, CloseReason reason) {
    if (ended(connection, reason)) {
      SocketChannel channel = (SocketChannel) connection.channel();
      channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.text())).addListener(sent -> {
        channel.shutdownOutput();
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
      });
    }
  }

  /** Answers the client's close with the same code (RFC 6455, section 5.5.1). */
  void closedByClient(Connection connection, CloseWebSocketFrame frame) {
    boolean hasStatus = frame.statusCode() >= 0;
    ended(connection, hasStatus ? new CloseReason(frame.statusCode(), frame.reasonText()) : CloseReason.NO_STATUS);
    CloseWebSocketFrame echo = hasStatus
        ? new CloseWebSocketFrame(frame.statusCode(), "")
        : new CloseWebSocketFrame();
    connection.channel().writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
  }

  void closeAll(CloseReason reason) {
    open.values().forEach(connection -> close(connection, reason));
  }

  /** Cuts a socket without any {@code $disconnect}, which in the cloud happens now and then. */
  void forget(String connectionId) {
    Connection connection = open.remove(connectionId);
    if (connection != null) {
      connection.channel().close();
    }
  }
}
