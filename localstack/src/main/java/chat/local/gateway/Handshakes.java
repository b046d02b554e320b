package chat.local.gateway;

import chat.local.function.FunctionHost;
import chat.local.gateway.Connection.Caller;
import chat.topology.Route;
import chat.topology.Topology;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens sockets: authorizer, {@code $connect}, then the upgrade. Nobody can post to a socket before its upgrade. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class Handshakes {
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);
  private static final WebSocketDecoderConfig DECODING = WebSocketDecoderConfig.newBuilder()
      .maxFramePayloadLength(Frames.MAX_FRAME_BYTES).allowExtensions(false).closeOnProtocolViolation(false).build();

  private final WebSocketApi api;
  private final FunctionHost functions;
  private final Sockets sockets;
  private final Events events;
  private final Ids ids;
  private final InstantSource clock;

  Handshakes(WebSocketApi api, FunctionHost functions, Sockets sockets, Events events, Ids ids, InstantSource clock) {
    this.api = api;
    this.functions = functions;
    this.sockets = sockets;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Waits for the functions. */
  void open(Channel channel, UpgradeRequest upgrade) {
    if (!upgrade.isWellFormed()) {
      Answer.refusal(426, "Upgrade Required").with(Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"))
          .writeTo(channel, false);
      return;
    }
    if (upgrade.headers().get(Topology.IDENTITY_HEADER, "").isBlank()) {
      refuse(channel, 401);
      return;
    }
    Connection connection = new Connection(ids.next(), channel, clock.instant(), caller(channel, upgrade), Map.of());
    switch (authorize(connection, upgrade)) {
      case Authorization.Refused(int status) -> refuse(channel, status);
      case Authorization.Allowed(Map<String, String> context) -> connect(connection.authorized(context), upgrade);
    }
  }

  private static Caller caller(Channel channel, UpgradeRequest upgrade) {
    String sourceIp = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    return new Caller(sourceIp, upgrade.headers().get(HttpHeaderNames.USER_AGENT, ""),
        upgrade.headers().get(HttpHeaderNames.HOST, ""));
  }

  private Authorization authorize(Connection connection, UpgradeRequest upgrade) {
    return Authorization.of(functions.invoke(api.authorizer(), events.authorization(connection, upgrade)),
        api.connectArn());
  }

  private void connect(Connection connection, UpgradeRequest upgrade) {
    Optional<Route> route = api.route(Topology.CONNECT_ROUTE);
    if (route.isEmpty()) {
      switchProtocols(connection, upgrade, null);
      return;
    }
    switch (Integration.of(functions.invoke(route.get().function(), events.connect(connection, upgrade)))) {
      case Integration.Broken broken -> refuse(connection.channel(), 502);
      case Integration.Answered answered when answered.isSuccess() ->
        switchProtocols(connection, upgrade, answered.headers().get("sec-websocket-protocol"));
      case Integration.Answered answered -> refuse(connection.channel(), answered.status());
    }
  }

  private static void refuse(Channel channel, int status) {
    String sentence = switch (status) {
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 500, 502 -> "Internal server error";
      default -> "Refused";
    };
    Answer.refusal(status, sentence).writeTo(channel, false);
  }

  /**
   * One task of the channel's loop: a post finds either no connection, or one that takes its frame after the upgrade.
   */
  private void switchProtocols(Connection connection, UpgradeRequest upgrade, @Nullable String subprotocol) {
    Channel channel = connection.channel();
    channel.eventLoop().execute(() -> {
      if (!channel.isActive()) {
        sockets.announceEnd(connection, CloseReason.NO_CLOSE_FRAME);
        return;
      }
      HttpHeaders headers = new DefaultHttpHeaders();
      if (subprotocol != null) {
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
      }
      sockets.opened(connection);
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.remove(HttpHandler.class);
      new WebSocketServerHandshaker13(api.path(), null, DECODING).handshake(channel, upgrade.request(), headers,
          channel.newPromise());
      pipeline.addLast(new IdleStateHandler(0, 0, (int) IDLE_LIMIT.toSeconds()), new Utf8FrameValidator(false),
          new WebSocketFrameAggregator(Frames.MAX_MESSAGE_BYTES), new SocketHandler(connection, sockets));
    });
  }
}
