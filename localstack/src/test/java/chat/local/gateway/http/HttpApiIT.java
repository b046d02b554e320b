package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.TestGateway;
import chat.topology.Function;
import chat.topology.HttpRoute;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events and responses:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html; quotas:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
class HttpApiIT {
  private static final Function HTTP = TestGateway.function("http");

  @AutoClose
  private final TestGateway gateway = new TestGateway(
      new HttpApi(List.of(new HttpRoute("GET", "/v1/channels/{id}", HTTP, false),
          new HttpRoute("POST", "/v1/files/{name+}", HTTP, false)), Optional.empty(), Optional.empty()))
      .when("http", event -> "{\"ok\":true}");
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Its close would wait for an answer that does not come. */
  @AfterEach
  void stopClient() {
    client.shutdownNow();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(gateway.http(path)).header("User-Agent", "tester"));
  }

  private HttpResponse<String> post(byte[] body, String type) throws Exception {
    return send(HttpRequest.newBuilder(gateway.http("/v1/files/a")).header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void theEventIsOfFormat2() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("""
          GET /v1/channels/a%20b?x=1&x=%32&y=%C3%BC HTTP/1.1\r
          Host: localhost:1234\r
          User-Agent: tester\r
          X-Many: one\r
          x-many: two\r
          Cookie: a=1; b=2\r
          \r
          """.getBytes(UTF_8));
      assertEquals("HTTP/1.1 200 OK",
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
    }
    JsonNode event = gateway.event("http");
    String requestId = event.path("requestContext").path("requestId").asText();
    assertTrue(requestId.matches("[A-Za-z0-9_-]{15}="), requestId);
    assertEquals("""
        {"version":"2.0","routeKey":"GET /v1/channels/{id}","rawPath":"/v1/channels/a b",\
        "rawQueryString":"x=1&x=%%32&y=%%C3%%BC","cookies":["a=1","b=2"],\
        "headers":{"content-length":"0","host":"localhost:1234","user-agent":"tester","x-forwarded-for":"127.0.0.1",\
        "x-forwarded-proto":"http","x-many":"one,two"},"queryStringParameters":{"x":"1,2","y":"ü"},\
        "requestContext":{"accountId":"000000000000","apiId":"local","domainName":"localhost:1234",\
        "domainPrefix":"localhost","http":{"method":"GET","path":"/v1/channels/a b","protocol":"HTTP/1.1",\
        "sourceIp":"127.0.0.1","userAgent":"tester"},"requestId":"%s","routeKey":"GET /v1/channels/{id}",\
        "stage":"$default","time":"25/Nov/2026:12:00:00 +0000","timeEpoch":1795608000000},\
        "pathParameters":{"id":"a b"},"isBase64Encoded":false}""".formatted(requestId),
        event.toString());
  }

  @Test
  void whatARequestDoesNotHaveIsLeftOut() throws Exception {
    assertEquals(200, get("/v1/channels/1").statusCode());
    JsonNode event = gateway.event("http");
    assertEquals("", event.path("rawQueryString").textValue());
    for (String field : List.of("cookies", "queryStringParameters", "body", "stageVariables")) {
      assertTrue(event.path(field).isMissingNode(), field);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json; charset=utf-8", "application/problem+json", "TEXT/CSV"})
  void aBodyOfTextIsGivenAsText(String type) throws Exception {
    assertEquals(200, post("grüße".getBytes(UTF_8), type).statusCode());
    JsonNode event = gateway.event("http");
    assertEquals("grüße", event.path("body").asText());
    assertEquals(false, event.path("isBase64Encoded").booleanValue());
    assertEquals("a", event.path("pathParameters").path("name").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "image/png", "application/x-www-form-urlencoded"})
  void anyOtherBodyIsGivenInBase64(String type) throws Exception {
    byte[] body = {1, 2, (byte) 0xff};
    assertEquals(200, post(body, type).statusCode());
    JsonNode event = gateway.event("http");
    assertEquals(Base64.getEncoder().encodeToString(body), event.path("body").asText());
    assertTrue(event.path("isBase64Encoded").booleanValue());
  }

  @Test
  void aResultWithoutStatusIsTheBody() throws Exception {
    HttpResponse<String> response = get("/v1/channels/1");
    assertEquals(200, response.statusCode());
    assertEquals("{\"ok\":true}", response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
    assertTrue(response.headers().firstValue("apigw-requestid").isPresent());
  }

  @Test
  void aResultWithStatusSaysEverything() throws Exception {
    gateway.when("http",
        event -> """
            {"statusCode": 201, "headers": {"Content-Type": "image/png", "X-Any": "thing"}, "cookies": ["a=1", "b=2; Secure"],
             "isBase64Encoded": true, "body": "aGVsbG8="}""");
    HttpResponse<String> response = get("/v1/channels/1");
    assertEquals(201, response.statusCode());
    assertEquals("hello", response.body());
    assertEquals("image/png", response.headers().firstValue("content-type").orElse(""));
    assertEquals("thing", response.headers().firstValue("x-any").orElse(""));
    assertEquals(List.of("a=1", "b=2; Secure"), response.headers().allValues("set-cookie"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"not json", "{\"statusCode\":\"often\"}", "{\"statusCode\":99}",
      "{\"statusCode\":200,\"body\":\"?\",\"isBase64Encoded\":true}"})
  void aResultThatIsNoResponseIs500(String result) throws Exception {
    gateway.when("http", event -> result);
    assertInternalServerError();
  }

  @Test
  void aFailingFunctionIs500() throws Exception {
    gateway.when("http", event -> {
      throw new IllegalStateException("secret");
    });
    assertInternalServerError();
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  @Test
  void aResultOfMoreThan6MegabytesIs500() throws Exception {
    gateway.when("http", event -> "\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\"");
    assertEquals(200, get("/v1/channels/1").statusCode());
    gateway.when("http", event -> "\"" + "x".repeat(6 * 1024 * 1024 - 1) + "\"");
    assertInternalServerError();
  }

  private void assertInternalServerError() throws Exception {
    HttpResponse<String> response = get("/v1/channels/1");
    assertEquals(500, response.statusCode());
    assertEquals("{\"message\":\"Internal Server Error\"}", response.body());
  }

  /** The status as in https://github.com/serverless/serverless/issues/11222. */
  @Test
  void aFunctionThatTakes30SecondsIs503() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("http", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return "{}";
    });
    CompletableFuture<HttpResponse<String>> response = client
        .sendAsync(HttpRequest.newBuilder(gateway.http("/v1/channels/1")).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8))
        .orTimeout(10, TimeUnit.SECONDS);
    gateway.event("http");
    gateway.time().advance(Duration.ofSeconds(30));
    assertEquals(503, response.join().statusCode());
    assertEquals("{\"message\":\"Service Unavailable\"}", response.join().body());
    release.countDown();
  }

  @ParameterizedTest
  @CsvSource({"GET,/v1/unknown", "DELETE,/v1/channels/1", "POST,/v1", "OPTIONS,/v1/channels/1"})
  void whatNoRouteTakesIs404(String method, String path) throws Exception {
    HttpResponse<String> response = send(
        HttpRequest.newBuilder(gateway.http(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    assertEquals(404, response.statusCode());
    assertEquals("{\"message\":\"Not Found\"}", response.body());
    gateway.assertNotInvoked("http");
  }

  @Test
  void aRequestOfMoreThan10MegabytesIs413() throws Exception {
    HttpResponse<String> response = post(new byte[10 * 1024 * 1024 + 1], "text/plain");
    assertEquals(413, response.statusCode());
    assertEquals("{\"message\":\"Request Entity Too Large\"}", response.body());
    assertEquals(200, get("/v1/channels/1").statusCode());
  }

  /** An event must be one that Lambda takes. */
  @Test
  void anEventOfMoreThan6MegabytesIs413() throws Exception {
    assertEquals(200, post(new byte[4 * 1024 * 1024], "application/octet-stream").statusCode());
    gateway.event("http");
    assertEquals(413, post(new byte[5 * 1024 * 1024], "application/octet-stream").statusCode());
    gateway.assertNotInvoked("http");
  }

  @Test
  void aForeignPageIs403() throws Exception {
    assertEquals(403,
        send(HttpRequest.newBuilder(gateway.http("/v1/channels/1")).header("Origin", "https://evil.example"))
            .statusCode());
    gateway.assertNotInvoked("http");
  }
}
