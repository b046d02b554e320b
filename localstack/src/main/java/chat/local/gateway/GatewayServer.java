package chat.local.gateway;

import chat.local.PortTakenException;
import chat.local.function.FunctionHost;
import chat.local.gateway.http.HttpApiServer;
import chat.local.gateway.integration.Invoker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one port of the local chat. It is bound before it serves, because the functions must know its number before the
 * first of them can be made.
 */
public final class GatewayServer implements AutoCloseable {
  private static final int LOOPS = 2;

  private final EventLoopGroup loops = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("gateway", true));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Channel listener;
  private @Nullable Sockets sockets;
  private @Nullable ChannelInitializer<SocketChannel> initializer;

  private GatewayServer(int port) {
    ServerBootstrap bootstrap = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false).childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(initializer);
          }
        });
    ChannelFuture bound = bootstrap.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopLoops();
      throw new PortTakenException(port, bound.cause());
    }
    listener = bound.channel();
  }

  /** Takes a port of the loopback address, 0 for any. Throws PortTakenException if another program has it. */
  public static GatewayServer bind(int port) {
    return new GatewayServer(port);
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Answers requests from now on. */
  public void serve(Site site, FunctionHost functions, GatewayFaults faults, Surroundings surroundings) {
    InstantSource clock = surroundings.clock();
    WebSocketApi api = site.webSocketApi();
    Ids ids = new Ids(surroundings.random());
    Events events = new Events(api, ids, clock);
    Invoker invoker = new Invoker(functions, surroundings.timers());
    Sockets opened = new Sockets(
        new Disconnects(api, functions, events, faults, surroundings.timers(), threads));
    Messages messages = new Messages(api, invoker, opened, events, ids, clock, threads);
    Lifetimes lifetimes = new Lifetimes(opened, clock, surroundings.timers());
    Handshakes handshakes = new Handshakes(api, invoker, opened, messages, lifetimes, events, ids, clock);
    ConnectionsApi connections = new ConnectionsApi(opened, faults, clock);
    HttpApiServer httpApi = new HttpApiServer(site.httpApi(), invoker, clock, ids::next);
    WebFiles files = new WebFiles(site.webDirectory(), site.config());
    sockets = opened;
    initializer = new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new HttpServerCodec(), new RequestAggregator(),
            new HttpHandler(api, handshakes, connections, httpApi, files, threads));
      }
    };
    listener.config().setAutoRead(true);
  }

  /** The sockets that are open now, in no order. */
  public List<OpenConnection> connections() {
    return sockets == null ? List.of() : sockets.list();
  }

  /**
   * Breaks a socket's connection without a close frame: the client sees 1006, and so does {@code $disconnect}. Returns
   * false when there is no such socket.
   */
  public boolean cut(String connectionId) {
    return find(connectionId).map(connection -> sockets != null && sockets.cut(connection)).orElse(false);
  }

  /** Closes a socket as DELETE does. Returns false when there is no such socket. */
  public boolean close(String connectionId) {
    return find(connectionId).map(connection -> sockets != null && sockets.close(connection, CloseReason.DELETED))
        .orElse(false);
  }

  private Optional<Connection> find(String connectionId) {
    return sockets == null ? Optional.empty() : sockets.find(connectionId);
  }

  /** Says goodbye to every socket and lets the functions hear of it for a moment. */
  public void stopServing() {
    listener.close().awaitUninterruptibly();
    if (sockets != null) {
      sockets.closeAll(CloseReason.RESTART);
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopServing();
    stopLoops();
  }

  private void stopLoops() {
    loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
