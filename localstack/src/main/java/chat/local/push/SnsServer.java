package chat.local.push;

import chat.local.gateway.LoopbackGuard;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A free port of the loopback address for SNS, which no page of another origin gets through. */
final class SnsServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  static {
    // else an answer of several parts waits for the client's delayed acknowledgement of the first
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private SnsServer(HttpHandler sns) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> {
      if (permits(exchange.getRequestHeaders())) {
        sns.handle(exchange);
      } else {
        forbid(exchange);
      }
    });
  }

  /** Serves from now on. */
  static SnsServer open(HttpHandler sns) {
    SnsServer opened = new SnsServer(sns);
    opened.server.start();
    return opened;
  }

  private static boolean permits(Headers headers) {
    return LoopbackGuard.permits(headers.getOrDefault("Host", List.of()), headers.getOrDefault("Origin", List.of()));
  }

  private static void forbid(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(403, -1);
    }
  }

  URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/");
  }

  /** Does not wait for requests under way. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
