package chat.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.TestCloud;
import chat.local.EmbeddedCloud;
import chat.protocol.RestDocument.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the document of the REST API shows can be sent as it stands. */
class RestDocumentIT {
  /** What is wrong with the request itself, or breaks. */
  private static final Set<Integer> BAD = Set.of(400, 401, 413, 415, 429, 500, 503);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Each example has a caller of its own, to whom some of what it names is not there. */
  @Test
  void everyExampleIsAGoodRequest() throws Exception {
    RestDocument document = RestDocument.read();
    int callers = 0;
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options()); HttpClient http = HttpClient.newHttpClient()) {
      for (Operation operation : document.operations()) {
        for (JsonNode body : operation.bodies()) {
          String token = cloud.issuer().token("caller" + callers++);
          String[] route = document.withExamples(operation).split(" ", 2);
          HttpResponse<String> response = http.send(
              HttpRequest.newBuilder(cloud.httpAddress().resolve(route[1])).timeout(DEADLINE)
                  .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                  .header("Idempotency-Key", "key").method(route[0], BodyPublishers.ofString(body.toString())).build(),
              BodyHandlers.ofString());
          assertFalse(BAD.contains(response.statusCode()), () -> operation.key() + " " + body + response.body());
          assertTrue(operation.statuses().contains(response.statusCode()), operation::key);
        }
      }
    }
    assertTrue(callers > document.operations().stream().filter(Operation::hasBody).count());
  }
}
