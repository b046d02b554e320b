package chat.local.gateway;

import chat.local.function.Result;
import chat.local.gateway.Connection.Caller;
import chat.local.gateway.integration.Invoker;
import chat.local.time.TokenBucket;
import chat.local.trace.Cause;
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
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens sockets: authorizer, {@code $connect}, then the upgrade. Nobody can post to a socket before its upgrade. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class Handshakes {
  private static final WebSocketDecoderConfig DECODING = WebSocketDecoderConfig.newBuilder()
      .maxFramePayloadLength(Frames.MAX_FRAME_BYTES).allowExtensions(false).closeOnProtocolViolation(false).build();

  private final WebSocketApi api;
  private final Invoker functions;
  private final Sockets sockets;
  private final Messages messages;
  private final Lifetimes lifetimes;
  private final Events events;
  private final Ids ids;
  private final InstantSource clock;
  private final TokenBucket newConnections;

  Handshakes(WebSocketApi api, Invoker functions, Sockets sockets, Messages messages, Lifetimes lifetimes,
      Events events, Ids ids, InstantSource clock) {
    this.api = api;
    this.functions = functions;
    this.sockets = sockets;
    this.messages = messages;
    this.lifetimes = lifetimes;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.newConnections = new TokenBucket(clock, api.newConnectionsPerSecond(), api.newConnectionsPerSecond());
  }

  /** Waits for the functions. */
  void open(Channel channel, UpgradeRequest upgrade) {
    if (!upgrade.isWellFormed()) {
      Answer.refusal(426, "Upgrade Required").with(Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"))
          .writeTo(channel, false);
      return;
    }
    if (!newConnections.take()) {
      refuse(channel, 429);
    } else if (upgrade.headers().get(Topology.IDENTITY_HEADER, "").isBlank()) {
      refuse(channel, 401);
    } else {
      authorize(new Connection(ids.next(), channel, clock.instant(), caller(channel, upgrade),
          new TokenBucket(clock, api.requestsPerSecond(), api.requestsPerSecond()), Map.of()), upgrade);
    }
  }

  private static Caller caller(Channel channel, UpgradeRequest upgrade) {
    String sourceIp = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    return new Caller(sourceIp, upgrade.headers().get(HttpHeaderNames.USER_AGENT, ""),
        upgrade.headers().get(HttpHeaderNames.HOST, ""));
  }

  private void authorize(Connection connection, UpgradeRequest upgrade) {
    functions.invoke(api.authorizer(), events.authorization(connection, upgrade), new Cause.Handshake(connection.id()),
        Messages.INTEGRATION_TIMEOUT,
        () -> refuse(connection.channel(), 500)).ifPresent(result -> {
          switch (Authorization.of(result, api.connectArn())) {
            case Authorization.Refused(int status) -> refuse(connection.channel(), status);
            case Authorization.Allowed(Map<String, String> context) ->
              connect(connection.authorized(context), upgrade);
          }
        });
  }

  private void connect(Connection connection, UpgradeRequest upgrade) {
    api.route(Topology.CONNECT_ROUTE).ifPresentOrElse(
        route -> functions.invoke(route.function(), events.connect(connection, upgrade),
            new Cause.Handshake(connection.id()), Messages.INTEGRATION_TIMEOUT,
            () -> refuse(connection.channel(), 504)).ifPresent(result -> finish(connection, upgrade, result)),
        () -> switchProtocols(connection, upgrade, null));
  }

  private void finish(Connection connection, UpgradeRequest upgrade, Result result) {
    switch (Integration.of(result)) {
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
      case 429 -> "Too Many Requests";
      case 500, 502 -> "Internal server error";
      case 504 -> "Endpoint request timed out";
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
        sockets.neverOpened(connection);
        return;
      }
      HttpHeaders headers = new DefaultHttpHeaders();
      if (subprotocol != null) {
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
      }
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.remove(HttpHandler.class);
      sockets.opened(connection);
      new WebSocketServerHandshaker13(api.path(), null, DECODING).handshake(channel, upgrade.request(), headers,
          channel.newPromise());
      pipeline.addLast(new Utf8FrameValidator(false),
          new WebSocketFrameAggregator(Frames.MAX_MESSAGE_BYTES),
          new SocketHandler(connection, sockets, messages, clock));
      lifetimes.watch(connection);
    });
  }
}
