package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the JDK that keeps what it hears. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final CompletableFuture<String> pong = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private TestSocket() {}

  record Closed(int code, String reason) {}

  static TestSocket open(int port, String... subprotocols) {
    TestSocket client = new TestSocket();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
    }
    client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/local"), client).join();
    return client;
  }

  /** The status of a handshake that is refused. */
  static int refusal(int port, String... subprotocols) {
    try (TestSocket open = open(port, subprotocols)) {
      throw new AssertionError("The handshake was accepted with subprotocol " + open.socket().getSubprotocol());
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw refused;
    }
  }

  WebSocket socket() {
    assertNotNull(socket);
    return socket;
  }

  TestSocket send(String frame) {
    socket().sendText(frame, true).join();
    return this;
  }

  String frame() throws InterruptedException {
    String frame = frames.poll(5, TimeUnit.SECONDS);
    assertNotNull(frame, "no frame came");
    return frame;
  }

  boolean hasFrame() {
    return !frames.isEmpty();
  }

  Closed closed() {
    return closed.orTimeout(5, TimeUnit.SECONDS).join();
  }

  String pong() {
    return pong.orTimeout(5, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    pong.complete(UTF_8.decode(message).toString());
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(new Closed(statusCode, reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket().abort();
  }
}
