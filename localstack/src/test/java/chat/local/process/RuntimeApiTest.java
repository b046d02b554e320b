package chat.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.Result;
import chat.local.function.Work;
import chat.local.trace.Cause;
import chat.local.trace.Journal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html says. */
class RuntimeApiTest {
  private static final String REQUEST_ID = UUID.randomUUID().toString();

  private final Handover handover = new Handover();
  private final LoopbackServer server = LoopbackServer.open(new RuntimeApi(handover));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server.authority() + "/2018-06-01/runtime/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    return send(to(path).POST(BodyPublishers.ofString(body))).statusCode();
  }

  private CompletableFuture<Result> offer() {
    Journal journal = new Journal(InstantSource.system());
    Work work = new Work(
        journal.begin(REQUEST_ID, Probe.function("probe", Duration.ofSeconds(9)),
            new Cause.Frame("socket", "probe", 0)),
        "{\"text\":\"grüße\"}", System.nanoTime() + Duration.ofSeconds(9).toNanos());
    return CompletableFuture.supplyAsync(() -> {
      try {
        return handover.handle(work);
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    });
  }

  @Test
  void anEventIsFetchedWithItsHeadersAndAnsweredOnce() throws Exception {
    CompletableFuture<Result> result = offer();
    HttpResponse<String> next = send(to("invocation/next"));
    assertEquals(200, next.statusCode());
    assertEquals("{\"text\":\"grüße\"}", next.body());
    assertEquals(REQUEST_ID, next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow());
    long left = next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow()
        - System.currentTimeMillis();
    assertTrue(left > 0 && left <= 9_000, () -> "left: " + left);
    assertEquals("arn:aws:lambda:us-east-1:000000000000:function:probe",
        next.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn").orElseThrow());
    assertEquals(REQUEST_ID,
        TraceId.requestId(next.headers().firstValue("Lambda-Runtime-Trace-Id").orElseThrow()).orElseThrow());
    assertEquals(400, post("invocation/another/response", "{}"));
    assertEquals(202, post("invocation/" + REQUEST_ID + "/response", "{\"done\":true}"));
    assertEquals(400, post("invocation/" + REQUEST_ID + "/response", "{\"done\":false}"), "only once");
    handover.end();
    assertEquals(new Result.Returned("{\"done\":true}"), result.join());
  }

  @Test
  void anErrorIsReported() throws Exception {
    CompletableFuture<Result> result = offer();
    send(to("invocation/next"));
    assertEquals(202,
        post("invocation/" + REQUEST_ID + "/error", "{\"errorType\":\"a.B\",\"errorMessage\":\"broken\"}"));
    handover.end();
    assertEquals(new Result.Failed("a.B", "broken"), result.join());
  }

  @Test
  void aRuntimeThatCannotStartIsOver() throws Exception {
    assertEquals(202, post("init/error", "{}"));
    assertEquals(false, handover.awaitReady(Duration.ofSeconds(5)));
  }

  @Test
  void whatIsNoSuchRequestIsRefused() throws Exception {
    assertEquals(404, send(to("elsewhere")).statusCode());
    assertEquals(404, post("invocation/next", ""));
    assertEquals(413, post("invocation/" + REQUEST_ID + "/response", "x".repeat(6 * 1024 * 1024 + 1)));
  }

  @Test
  void pagesOfABrowserAreKeptOut() throws Exception {
    assertEquals(403, send(to("invocation/next").header("Origin", "http://127.0.0.1")).statusCode());
    assertEquals(403, send(to("invocation/next").header("Sec-Fetch-Site", "cross-site")).statusCode());
    URI rebound = URI.create("http://" + server.authority().replace("127.0.0.1", "localhost") + "/");
    assertEquals(403, send(HttpRequest.newBuilder(rebound)).statusCode());
  }
}
