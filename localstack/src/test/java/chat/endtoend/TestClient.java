package chat.endtoend;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A chat client for tests, on the JDK's WebSocket. Every wait ends with what it waited for or after a deadline. */
@NullMarked
public final class TestClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Listener listener = new Listener();
  private final WebSocket socket;

  private TestClient(EmbeddedCloud cloud, String token, String... subprotocols) {
    socket = open(cloud, token, listener, subprotocols).orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Opens a socket as that user. */
  public static TestClient connect(EmbeddedCloud cloud, String user) {
    return new TestClient(cloud, cloud.issuer().token(user));
  }

  /** Opens a socket as that user on that device. */
  static TestClient connect(EmbeddedCloud cloud, String user, String device) {
    return new TestClient(cloud, cloud.issuer().token(user), "device." + device);
  }

  static CompletableFuture<WebSocket> open(EmbeddedCloud cloud, @Nullable String token, WebSocket.Listener listener,
      String... subprotocols) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("chat.v1", subprotocols);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    return builder.buildAsync(cloud.webSocketAddress(), listener);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Sends a text as one message of frames of at most 16 KB, as a browser or a library may. */
  void send(String text) {
    int chunk = 16 * 1024;
    for (int start = 0; start == 0 || start < text.length(); start += chunk) {
      int end = Math.min(start + chunk, text.length());
      socket.sendText(text.substring(start, end), end == text.length()).join();
    }
  }

  void sendBinary() {
    socket.sendBinary(ByteBuffer.wrap(new byte[]{1, 2, 3}), true).join();
  }

  /** Sends an action, which must hold no requestId yet, and returns its answer. */
  public JsonObject ask(String action) {
    String requestId = UUID.randomUUID().toString();
    send("{\"requestId\":\"" + requestId + "\"," + action.strip().substring(1));
    return await(frame -> frame.optionalText("requestId").equals(Optional.of(requestId)));
  }

  /** Sends a text to a user and returns the answer. */
  public JsonObject sendTo(String user, String clientMessageId, long afterSeq, String text) {
    return ask("""
        {"action":"send","userId":"%s","clientMessageId":"%s","afterSeq":%d,"content":{"type":"text","text":"%s"}}"""
        .formatted(user, clientMessageId, afterSeq, text));
  }

  /** The first frame, among those that came and those to come, that is so. */
  JsonObject await(Predicate<JsonObject> wanted) {
    return listener.await(wanted);
  }

  /** The message with that text. */
  public JsonObject awaitMessage(String text) {
    return awaitMessage(message -> message.object("content").optionalText("text").equals(Optional.of(text)));
  }

  /** The first message that is so. */
  public JsonObject awaitMessage(Predicate<JsonObject> wanted) {
    return await(frame -> messagesOf(frame).anyMatch(wanted)).objects("messages").stream().filter(wanted).findFirst()
        .orElseThrow();
  }

  public List<JsonObject> messagesSoFar() {
    return listener.soFar().stream().flatMap(TestClient::messagesOf).toList();
  }

  private static Stream<JsonObject> messagesOf(JsonObject frame) {
    return frame.optionalText("event").equals(Optional.of("messages"))
        ? frame.objects("messages").stream()
        : Stream.empty();
  }

  /** How that user was told to be, in the order of the frames. */
  List<JsonObject> sightingsOf(String user) {
    return listener.soFar().stream().filter(frame -> frame.optionalText("event").equals(Optional.of("presence")))
        .flatMap(frame -> frame.objects("users").stream()).filter(sighting -> sighting.text("userId").equals(user))
        .toList();
  }

  /** The code with which the server closes. */
  int awaitClose() {
    return listener.closed.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until the socket has ended, however it did. */
  void awaitEnd() {
    listener.closed.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).exceptionally(broken -> 1006).join();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(alreadyClosed -> socket).join();
    socket.abort();
  }

  private static final class Listener implements WebSocket.Listener {
    private final List<JsonObject> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        add(JsonObject.parse(partial.toString()));
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }

    private synchronized void add(JsonObject frame) {
      frames.add(frame);
      notifyAll();
    }

    private synchronized List<JsonObject> soFar() {
      return List.copyOf(frames);
    }

    private synchronized JsonObject await(Predicate<JsonObject> wanted) {
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (true) {
        Optional<JsonObject> found = frames.stream().filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
          throw new AssertionError(
              "Nothing like it came. What came: " + frames.stream().map(JsonObject::names).toList());
        }
        try {
          wait(millis);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new AssertionError("Interrupted", stopped);
        }
      }
    }
  }
}
