package chat.endtoend;

import chat.local.identity.DemoIssuer;
import chat.topology.Topology;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** Many sockets in one process, on one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows in the figures
public final class ManySockets implements AutoCloseable {
  private static final int MAX_BYTES = 128 * 1024;

  private final EventLoopGroup loop = new NioEventLoopGroup(1);
  private final OAuth2TokenProvider tokens = new OAuth2TokenProvider();
  private final URI issuer;

  public ManySockets(URI issuer) {
    this.issuer = issuer;
  }

  /** An open socket. */
  public record Socket(Channel channel) {
    public void send(String frame) {
      channel.writeAndFlush(new TextWebSocketFrame(frame));
    }
  }

  /** {@code frames}: is told of each, on the one thread. */
  public CompletableFuture<Socket> open(URI address, String user, Consumer<String> frames) {
    CompletableFuture<Socket> opened = new CompletableFuture<>();
    WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder().webSocketUri(address)
        .subprotocol(Topology.SUBPROTOCOL).maxFramePayloadLength(MAX_BYTES)
        .customHeaders(new DefaultHttpHeaders().set(HttpHeaderNames.USER_AGENT, "load")
            .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token(user)))
        .build();
    new Bootstrap().group(loop).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
        .handler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BYTES),
                new WebSocketClientProtocolHandler(config), new Frames(opened, frames));
          }
        }).connect(address.getHost(), address.getPort()).addListener(connected -> {
          if (!connected.isSuccess()) {
            opened.completeExceptionally(connected.cause());
          }
        });
    return opened;
  }

  /** The demo issuer's keys are published, so a token can be made anywhere. */
  private String token(String user) {
    return tokens.jwt(Map.of("iss", issuer.toString(), "aud", DemoIssuer.AUDIENCE, "sub", user), Duration.ofHours(1),
        "chat").serialize();
  }

  private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final CompletableFuture<Socket> opened;
    private final Consumer<String> frames;

    private Frames(CompletableFuture<Socket> opened, Consumer<String> frames) {
      this.opened = opened;
      this.frames = frames;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        opened.complete(new Socket(context.channel()));
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text) {
        frames.accept(text.text());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      opened.completeExceptionally(cause);
      context.close();
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully();
  }
}
