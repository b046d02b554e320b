package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A socket of {@link WsClient} and what it has heard. */
final class WsSocket implements AutoCloseable {
  private final WsClient client;
  private final int id;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> protocol = new CompletableFuture<>();
  private final CompletableFuture<Refusal> refusal = new CompletableFuture<>();
  private final CompletableFuture<String> error = new CompletableFuture<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final CompletableFuture<String> pong = new CompletableFuture<>();

  WsSocket(WsClient client, int id) {
    this.client = client;
    this.id = id;
  }

  /** How it ended; without a close frame {@code ws} says 1006, without a status 1005. */
  record Closed(int code, String reason) {}

  /** The response in place of 101. */
  record Refusal(int status, String body) {}

  void heard(JsonNode event) {
    switch (event.path("event").asText()) {
      case "open" -> protocol.complete(event.path("protocol").asText());
      case "refused" -> {
        refusal.complete(new Refusal(event.path("status").asInt(), event.path("body").asText()));
        protocol.completeExceptionally(new AssertionError("refused: " + event));
      }
      case "message" -> frames.add(event.path("text").asText());
      case "pong" -> pong.complete(event.path("text").asText());
      case "close" -> closed.complete(new Closed(event.path("code").asInt(), event.path("reason").asText()));
      default -> {
        error.complete(event.path("text").asText());
        protocol.completeExceptionally(new AssertionError(event.toString()));
      }
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }

  void opened() {
    await(protocol);
  }

  /** The subprotocol that was agreed on, or an empty text. */
  String protocol() {
    return await(protocol);
  }

  Refusal refusal() {
    return await(refusal);
  }

  /** What {@code ws} itself finds wrong. */
  String error() {
    return await(error);
  }

  Closed closed() {
    return await(closed);
  }

  String pong() {
    return await(pong);
  }

  /** One message in one frame. */
  WsSocket send(String text) {
    return send(text.getBytes(UTF_8), false, true);
  }

  WsSocket send(byte[] bytes, boolean binary, boolean last) {
    client.tell(client.command(id, "send").put("base64", Base64.getEncoder().encodeToString(bytes))
        .put("binary", binary).put("last", last));
    return this;
  }

  void ping(String text) {
    client.tell(client.command(id, "ping").put("text", text));
  }

  void close(int code, String reason) {
    client.tell(client.command(id, "close").put("code", code).put("reason", reason));
  }

  void closeWithoutStatus() {
    client.tell(client.command(id, "close"));
  }

  /** Ends the TCP connection without a close frame. */
  void terminate() {
    client.tell(client.command(id, "terminate"));
  }

  String frame() throws InterruptedException {
    String frame = frames.poll(10, TimeUnit.SECONDS);
    assertNotNull(frame, "no frame came");
    return frame;
  }

  JsonNode jsonFrame() throws InterruptedException, IOException {
    return new ObjectMapper().readTree(frame());
  }

  boolean hasFrame() {
    return !frames.isEmpty();
  }

  @Override
  public void close() {
    terminate();
  }
}
