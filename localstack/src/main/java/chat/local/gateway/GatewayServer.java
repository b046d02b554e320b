package chat.local.gateway;

import chat.local.PortTakenException;
import chat.local.function.FunctionHost;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one port of the local chat. It is bound before it serves, because the functions must know its number before the
 * first of them can be made.
 */
public final class GatewayServer implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final int MAX_REQUEST_BYTES = 1024 * 1024;

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

  /**
   * Answers requests from now on.
   *
   * @param webDirectory files served at the root
   * @param config the document served as {@code /config.json}
   * @param fates what becomes of the frames that functions post
   */
  public void serve(WebSocketApi api, FunctionHost functions, Path webDirectory, Supplier<String> config,
      PostFate.Judge fates, InstantSource clock, RandomGenerator random) {
    Ids ids = new Ids(random);
    Events events = new Events(api, ids, clock);
    Sockets opened = new Sockets(api, functions, events, ids, clock, threads);
    Handshakes handshakes = new Handshakes(api, functions, opened, events, ids, clock);
    ConnectionsApi connections = new ConnectionsApi(opened, fates);
    WebFiles files = new WebFiles(webDirectory, config);
    sockets = opened;
    initializer = new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST_BYTES),
            new HttpHandler(api, handshakes, connections, files, threads));
      }
    };
    listener.config().setAutoRead(true);
  }

  /** For tests: cuts a socket without any {@code $disconnect}, which in the cloud happens now and then. */
  public void forgetSocket(String connectionId) {
    if (sockets != null) {
      sockets.forget(connectionId);
    }
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
