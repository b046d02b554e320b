package chat.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** The REST API as one user calls it. */
@NullMarked
record RestClient(EmbeddedCloud cloud, String user, String token) {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static RestClient of(EmbeddedCloud cloud, String user) {
    return new RestClient(cloud, user, cloud.issuer().token(user));
  }

  /** {@code body}: with apostrophes for quotes, empty for none. */
  HttpResponse<String> call(String method, String path, String body) {
    return start(method, path, body).join();
  }

  CompletableFuture<HttpResponse<String>> start(String method, String path, String body) {
    return HTTP.sendAsync(request(method, path, published(body.replace('\'', '"'))).build(),
        BodyHandlers.ofString(UTF_8));
  }

  private static BodyPublisher published(String body) {
    return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(cloud.httpAddress().resolve(path)).timeout(DEADLINE)
        .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString()).method(method, body);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString(UTF_8)).join();
  }

  /** What it is answered, if that is the status. */
  JsonObject json(int status, String method, String path, String body) {
    return json(status, call(method, path, body));
  }

  static JsonObject json(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    return JsonObject.parse(response.body());
  }
}
