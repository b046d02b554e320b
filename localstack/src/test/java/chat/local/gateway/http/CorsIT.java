package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.local.gateway.TestGateway;
import chat.topology.Function;
import chat.topology.HttpRoute;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
class CorsIT {
  private static final Function HTTP = TestGateway.function("http");
  private static final String PAGE = "http://localhost:5173";
  private static final JwtAuthorizer AUTHORIZER = new JwtAuthorizer("https://issuer.example", List.of("chat"),
      URI.create("http://127.0.0.1:1/jwks"));

  @AutoClose
  private final TestGateway gateway = gateway(false, PAGE);
  private final HttpClient client = HttpClient.newHttpClient();

  /** Its close would wait for an answer that does not come. */
  @AfterEach
  void stopClient() {
    client.shutdownNow();
  }

  private static TestGateway gateway(boolean credentials, String... origins) {
    Cors cors = new Cors(List.of(origins), List.of("GET", "POST"), List.of("authorization", "content-type"),
        List.of("retry-after"), Duration.ofMinutes(5), credentials);
    return new TestGateway(
        new HttpApi(
            List.of(new HttpRoute("GET", "/v1/secret", HTTP, true), new HttpRoute("GET", "/v1/open", HTTP, false),
                new HttpRoute("ANY", "/v1/any", HTTP, true)),
            Optional.of(AUTHORIZER), Optional.of(cors)))
        .when("http",
            event -> """
                {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "https://function.example"}, "body": "hi"}""");
  }

  private HttpResponse<String> send(TestGateway to, String method, String path, String origin) throws Exception {
    return client.send(HttpRequest.newBuilder(to.http(path)).header("Origin", origin)
        .header("Access-Control-Request-Method", "GET").method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static Map<String, String> cors(HttpResponse<String> response) {
    Map<String, String> headers = new TreeMap<>();
    response.headers().map().forEach((name, values) -> {
      if (name.startsWith("access-control-")) {
        headers.put(name.substring("access-control-".length()), String.join("|", values));
      }
    });
    return headers;
  }

  @Test
  void theGatewayAnswersPreflightsWithoutToken() throws Exception {
    HttpResponse<String> response = send(gateway, "OPTIONS", "/v1/secret", PAGE);
    assertEquals(204, response.statusCode());
    assertEquals(Map.of("allow-origin", PAGE, "allow-methods", "GET,POST", "allow-headers",
        "authorization,content-type", "expose-headers", "retry-after", "max-age", "300"), cors(response));
    gateway.assertNotInvoked("http");
  }

  @Test
  void anotherOriginIsToldNothing() throws Exception {
    HttpResponse<String> preflight = send(gateway, "OPTIONS", "/v1/secret", "http://localhost:9");
    assertEquals(204, preflight.statusCode());
    assertEquals(Map.of(), cors(preflight));
    assertEquals(Map.of(), cors(send(gateway, "GET", "/v1/open", "http://localhost:9")));
  }

  @Test
  void whatTheFunctionSaysOfItIsIgnored() throws Exception {
    HttpResponse<String> response = send(gateway, "GET", "/v1/open", PAGE);
    assertEquals("hi", response.body());
    assertEquals(Map.of("allow-origin", PAGE, "expose-headers", "retry-after"), cors(response));
  }

  @Test
  void aRefusalCanBeReadByThePage() throws Exception {
    HttpResponse<String> response = send(gateway, "GET", "/v1/secret", PAGE);
    assertEquals(401, response.statusCode());
    assertEquals(Map.of("allow-origin", PAGE, "expose-headers", "retry-after"), cors(response));
  }

  @Test
  void aRouteForAnyMethodTakesPreflightsToo() throws Exception {
    assertEquals(401, send(gateway, "OPTIONS", "/v1/any", PAGE).statusCode());
  }

  @Test
  void allOriginsAndCredentials() throws Exception {
    try (TestGateway all = gateway(false, "*"); TestGateway cookies = gateway(true, PAGE)) {
      assertEquals(Map.of("allow-origin", "*", "expose-headers", "retry-after"),
          cors(send(all, "GET", "/v1/open", PAGE)));
      assertEquals(Map.of("allow-origin", PAGE, "expose-headers", "retry-after", "allow-credentials", "true"),
          cors(send(cookies, "GET", "/v1/open", PAGE)));
    }
  }
}
