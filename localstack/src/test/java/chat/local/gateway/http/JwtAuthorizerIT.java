package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.TestGateway;
import chat.topology.Function;
import chat.topology.HttpRoute;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
class JwtAuthorizerIT {
  private static final String ISSUER = "https://issuer.example";
  private static final Function HTTP = TestGateway.function("http");
  private static final TestIssuer KEYS = new TestIssuer();

  @AutoClose
  private final TestGateway gateway = new TestGateway(
      new HttpApi(List.of(new HttpRoute("GET", "/me", HTTP, true), new HttpRoute("GET", "/open", HTTP, false),
          new HttpRoute("GET", "/scoped", HTTP, true, List.of("chat.read", "chat.admin"))),
          Optional.of(new JwtAuthorizer(ISSUER, List.of("chat", "admin"), KEYS.jwksUri())), Optional.empty()))
      .when("http", event -> "{\"ok\":true}");
  private final HttpClient client = HttpClient.newHttpClient();

  /** Its close would wait for an answer that does not come. */
  @AfterEach
  void stopClient() {
    client.shutdownNow();
  }

  @AfterAll
  static void close() {
    KEYS.close();
  }

  private Map<String, Object> claims() {
    long now = gateway.time().instant().getEpochSecond();
    return new HashMap<>(Map.of("iss", ISSUER, "aud", "chat", "sub", "alice", "iat", now, "exp", now + 60));
  }

  private Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = claims();
    claims.put(claim, value);
    return claims;
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    return client.send(HttpRequest.newBuilder(gateway.http(path)).header("Authorization", authorization).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private void assertRefused(String challenge, HttpResponse<String> response) {
    assertEquals(401, response.statusCode());
    assertEquals("{\"message\":\"Unauthorized\"}", response.body());
    assertEquals(challenge, response.headers().firstValue("www-authenticate").orElse(""));
    gateway.assertNotInvoked("http");
  }

  private static String invalid(String description) {
    return "Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + description + "\"";
  }

  @Test
  void aGoodTokenPassesWithItsClaimsAsText() throws Exception {
    Map<String, Object> claims = with("scope", "chat.read other");
    claims.put("groups", List.of("a", "b"));
    assertEquals(200, get("/me", "Bearer " + KEYS.token(claims)).statusCode());
    JsonNode jwt = gateway.event("http").path("requestContext").path("authorizer").path("jwt");
    assertEquals("alice", jwt.path("claims").path("sub").asText());
    assertEquals(String.valueOf(claims.get("exp")), jwt.path("claims").path("exp").textValue());
    assertEquals("[a b]", jwt.path("claims").path("groups").asText());
    assertEquals("[\"chat.read\",\"other\"]", jwt.path("scopes").toString());
  }

  @Test
  void thePrefixMayBeMissing() throws Exception {
    assertEquals(200, get("/me", KEYS.token(claims())).statusCode());
    assertTrue(gateway.event("http").path("requestContext").path("authorizer").path("jwt").path("scopes").isNull());
  }

  @Test
  void aRouteWithoutAuthorizerTakesAnything() throws Exception {
    assertEquals(200, get("/open", "nonsense").statusCode());
    assertTrue(gateway.event("http").path("requestContext").path("authorizer").isMissingNode());
  }

  @Test
  void noTokenIs401() throws Exception {
    assertRefused("Bearer", client.send(HttpRequest.newBuilder(gateway.http("/me")).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8)));
    assertRefused("Bearer", get("/me", "Bearer nonsense"));
  }

  @Test
  void anotherSignatureIs401() throws Exception {
    assertRefused("Bearer", get("/me", "Bearer " + KEYS.forged(claims())));
    assertRefused("Bearer", get("/me", "Bearer " + KEYS.elliptic(claims())));
  }

  @Test
  void anotherIssuerIs401() throws Exception {
    assertRefused(invalid("issuer does not match"), get("/me", KEYS.token(with("iss", "https://other.example"))));
  }

  @Test
  void theAudienceMustFitOrElseTheClientId() throws Exception {
    String refusal = invalid("the token does not have a valid audience");
    assertRefused(refusal, get("/me", KEYS.token(with("aud", "other"))));
    Map<String, Object> both = with("aud", "other");
    both.put("client_id", "chat");
    assertRefused(refusal, get("/me", KEYS.token(both)));
    Map<String, Object> none = claims();
    none.remove("aud");
    assertRefused(refusal, get("/me", KEYS.token(none)));
    none.put("client_id", "admin");
    assertEquals(200, get("/me", KEYS.token(none)).statusCode());
  }

  @Test
  void timeIsTakenToTheSecond() throws Exception {
    String token = KEYS.token(claims());
    long soon = gateway.time().instant().getEpochSecond() + 1;
    assertRefused("Bearer", get("/me", KEYS.token(with("nbf", soon))));
    assertRefused("Bearer", get("/me", KEYS.token(with("iat", soon))));
    gateway.time().advance(Duration.ofSeconds(59));
    assertEquals(200, get("/me", token).statusCode());
    gateway.event("http");
    gateway.time().advance(Duration.ofSeconds(1));
    assertRefused(invalid("the token has expired"), get("/me", token));
  }

  @Test
  void aTokenThatNeverExpiresIs401() throws Exception {
    Map<String, Object> claims = claims();
    claims.remove("exp");
    assertRefused(invalid("the token has expired"), get("/me", KEYS.token(claims)));
  }

  @Test
  void oneOfTheScopesIsNeeded() throws Exception {
    assertEquals(200, get("/scoped", KEYS.token(with("scope", "other chat.admin"))).statusCode());
    gateway.event("http");
    for (Map<String, Object> claims : List.of(claims(), with("scope", "other"))) {
      HttpResponse<String> refused = get("/scoped", KEYS.token(claims));
      assertEquals(403, refused.statusCode());
      assertEquals("{\"message\":\"Forbidden\"}", refused.body());
      gateway.assertNotInvoked("http");
    }
  }

  @Test
  void unreachableKeysAre401() throws Exception {
    try (TestGateway keyless = new TestGateway(new HttpApi(List.of(new HttpRoute("GET", "/me", HTTP, true)),
        Optional.of(new JwtAuthorizer(ISSUER, List.of("chat"), URI.create("http://127.0.0.1:1/jwks"))),
        Optional.empty()))) {
      HttpResponse<String> refused = client.send(HttpRequest.newBuilder(keyless.http("/me"))
          .header("Authorization", KEYS.token(claims())).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      assertEquals(401, refused.statusCode());
    }
  }

  @Test
  void aRouteThatRequiresATokenNeedsAnAuthorizer() {
    List<HttpRoute> routes = List.of(new HttpRoute("GET", "/me", HTTP, true));
    assertThrows(IllegalArgumentException.class, () -> new HttpApi(routes, Optional.empty(), Optional.empty()));
  }
}
