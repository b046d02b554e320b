package chat.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.PortTakenException;
import chat.local.gateway.LoopbackGuard;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The console on a port of its own: its page, and the API that the page is drawn from. */
public final class ConsoleServer implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final String API = "/api/";
  private static final Map<String, String> SECURITY = Map.of("Cache-Control", "no-store", "X-Content-Type-Options",
      "nosniff", "Cross-Origin-Resource-Policy", "same-origin", "Content-Security-Policy",
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

  static {
    // else an answer of several parts waits for the client's delayed acknowledgement of the first
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PageFiles files = new PageFiles();
  private final HttpServer server;
  private final Routes routes;

  private ConsoleServer(HttpServer server, Routes routes) {
    this.server = server;
    this.routes = routes;
  }

  /** Takes a port of the loopback address, 0 for any. Throws PortTakenException if another program has it. */
  public static ConsoleServer start(int port, RunningCloud cloud) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    } catch (IOException taken) {
      throw new PortTakenException(port, taken);
    }
    ConsoleServer console = new ConsoleServer(http, ConsoleApi.of(cloud));
    http.setExecutor(console.threads);
    http.createContext("/", console::handle);
    http.start();
    return console;
  }

  /** Where the page is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!permits(exchange.getRequestHeaders())) {
        write(exchange, Reply.refusal(403, "Only pages and programs of this machine, by its own name, may ask."));
      } else {
        write(exchange, answer(exchange));
      }
    }
  }

  private static boolean permits(Headers headers) {
    return LoopbackGuard.permits(headers.getOrDefault("Host", List.of()), headers.getOrDefault("Origin", List.of()));
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    reply.with(SECURITY).writeTo(exchange);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    try {
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
      String method = exchange.getRequestMethod();
      return path.startsWith(API)
          ? routes.answer(method, path, Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
              body(exchange))
          : files.answer(method, path);
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (RuntimeException broken) {
      broken.printStackTrace();
      return Reply.refusal(500, "Internal server error");
    }
  }

  /** A type that forms cannot have, so that a page elsewhere cannot post one without being asked for its origin. */
  private static String body(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      return "";
    }
    String type = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
    if (!type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(415, "A change needs the header Content-Type: application/json.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new Refusal(413, "A body is at most " + MAX_BODY_BYTES + " bytes.");
    }
    return new String(body, UTF_8);
  }

  /** Does not wait for requests under way. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
