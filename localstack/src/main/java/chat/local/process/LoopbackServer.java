package chat.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP server for the processes of functions, on a free port of the loopback address, with a thread a request. It
 * refuses whatever comes from a web page: a foreign {@code Host}, or a header that only browsers send.
 */
final class LoopbackServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  /** What Lambda takes as an answer (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
  private static final int MOST_BYTES = 6 * 1024 * 1024;

  static {
    // else each small answer on a kept connection waits for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Responder responder;

  private LoopbackServer(Responder responder) {
    this.responder = responder;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** Serves from now on. */
  static LoopbackServer open(Responder responder) {
    LoopbackServer opened = new LoopbackServer(responder);
    opened.server.start();
    return opened;
  }

  /** {@code headers}: found by name in any case. */
  record Request(String method, String path, Headers headers, String body) {
    /** The first of that name, or an empty text. */
    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /** {@code body}: JSON. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  /** Answers requests. */
  @FunctionalInterface
  interface Responder {
    /** Interrupted when the server closes; the client then hears nothing. */
    Answer answer(Request request) throws InterruptedException;
  }

  /** Host and port, as in a URL. */
  String authority() {
    return LOOPBACK + ":" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      write(exchange, answer(exchange));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
    Headers headers = exchange.getRequestHeaders();
    if (!authority().equals(headers.getFirst("Host")) || headers.containsKey("Origin")
        || headers.containsKey("Sec-Fetch-Site")) {
      return Answer.of(403, "{\"message\":\"Forbidden\"}");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return Answer.of(413, "{\"errorType\":\"RequestEntityTooLarge\",\"errorMessage\":\"More than 6 MB.\"}");
    }
    return responder
        .answer(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers,
            new String(body, UTF_8)));
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
