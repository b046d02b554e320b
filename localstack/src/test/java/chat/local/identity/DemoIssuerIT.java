package chat.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.PortTakenException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoIssuerIT {
  private static final String PAGE = "http://127.0.0.1:8080";
  /** Of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private final HttpClient client = HttpClient.newHttpClient();
  private final DemoIssuer issuer = DemoIssuer.start(0);

  @AfterEach
  void close() {
    issuer.close();
    client.close();
  }

  private HttpResponse<String> signIn(String user) throws Exception {
    return client.send(
        HttpRequest.newBuilder(issuer.tokenEndpoint()).header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", PAGE).POST(HttpRequest.BodyPublishers
                .ofString("grant_type=password&client_id=web&password=any&username=" + user))
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    JWKSet keys = JWKSet.load(issuer.jwksUri().toURL());
    RSASSAVerifier verifier = new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey());
    assertTrue(jwt.verify(verifier));
    return jwt.getJWTClaimsSet();
  }

  @Test
  void aDemoUserGetsAToken() throws Exception {
    HttpResponse<String> response = signIn("alice");
    assertEquals(200, response.statusCode());
    JWTClaimsSet claims = verified(new ObjectMapper().readTree(response.body()).path("access_token").asText());
    assertEquals("alice", claims.getSubject());
    assertEquals(issuer.issuer(), claims.getIssuer());
    assertEquals(List.of("chat"), claims.getAudience());
    assertEquals("Alice", claims.getStringClaim("name"));
    assertTrue(claims.getExpirationTime().toInstant().isAfter(Instant.now().plus(Duration.ofHours(11))));
  }

  private HttpResponse<String> post(URI address, Map<String, String> form) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address).header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", PAGE).POST(HttpRequest.BodyPublishers.ofString(encoded(form))).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The address to which the page sends a browser; the challenge is that of RFC 7636, appendix B. */
  private URI loginPage() {
    return URI.create(issuer.issuer() + "/authorize?" + encoded(Map.of("response_type", "code", "client_id", "web",
        "redirect_uri", PAGE + "/", "scope", "openid profile", "state", "s1", "nonce", "n1", "code_challenge",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method", "S256")));
  }

  private String codeOf(HttpResponse<String> login) {
    assertEquals(302, login.statusCode());
    String back = login.headers().firstValue("Location").orElseThrow();
    assertTrue(back.startsWith(PAGE + "/?") && back.contains("state=s1"), back);
    return back.replaceFirst(".*[?&]code=([^&]*).*", "$1");
  }

  private HttpResponse<String> redeem(String code, String verifier) throws Exception {
    return post(issuer.tokenEndpoint(), Map.of("grant_type", "authorization_code", "client_id", "web", "code", code,
        "redirect_uri", PAGE + "/", "code_verifier", verifier));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void aBrowserSignsInWithACodeThatOnlyItsVerifierRedeemsOnce() throws Exception {
    HttpResponse<String> page = client.send(HttpRequest.newBuilder(loginPage()).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("value=\"dave\""), page.body());
    Map<String, String> choice = Map.of("username", "alice", "claims", "{\"name\":\"Alice\"}");

    HttpResponse<String> wrong = redeem(codeOf(post(loginPage(), choice)),
        "not-the-verifier-of-that-challenge-at-all-0");
    assertEquals(400, wrong.statusCode());
    assertEquals("invalid_grant", json(wrong).path("error").asText());

    String code = codeOf(post(loginPage(), choice));
    HttpResponse<String> grant = redeem(code, VERIFIER);
    assertEquals(200, grant.statusCode(), grant.body());
    JWTClaimsSet access = verified(json(grant).path("access_token").asText());
    assertEquals("alice", access.getSubject());
    assertEquals("Alice", access.getStringClaim("name"));
    assertEquals(List.of("chat"), access.getAudience());
    JWTClaimsSet identity = verified(json(grant).path("id_token").asText());
    assertEquals(List.of("web"), identity.getAudience());
    assertEquals("n1", identity.getStringClaim("nonce"));
    assertEquals(400, redeem(code, VERIFIER).statusCode());
  }

  @Test
  void aRefreshTokenIsGoodOnceAndLeadsToTheNext() throws Exception {
    HttpResponse<String> grant = redeem(
        codeOf(post(loginPage(), Map.of("username", "bob", "claims", "{\"name\":\"Bob\"}"))), VERIFIER);
    Map<String, String> first = Map.of("grant_type", "refresh_token", "client_id", "web", "refresh_token",
        json(grant).path("refresh_token").asText());
    HttpResponse<String> second = post(issuer.tokenEndpoint(), first);
    assertEquals(200, second.statusCode(), second.body());
    JWTClaimsSet claims = verified(json(second).path("access_token").asText());
    assertEquals("bob", claims.getSubject());
    assertEquals("Bob", claims.getStringClaim("name"));
    assertNotEquals(first.get("refresh_token"), json(second).path("refresh_token").asText());
    assertEquals(400, post(issuer.tokenEndpoint(), first).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"mallory,'{\"name\":\"Mallory\"}'", "alice,'{\"name\":\"Alice\",\"aud\":\"x\"}'", "alice,''"})
  void theLoginPageKnowsNobodyElseAndNothingElse(String user, String claims) throws Exception {
    assertEquals(400, post(loginPage(), Map.of("username", user, "claims", claims)).statusCode());
  }

  @Test
  void thePageFindsEverythingByDiscoveryAndSignsOut() throws Exception {
    HttpResponse<String> discovery = client.send(
        HttpRequest.newBuilder(URI.create(issuer.issuer() + "/.well-known/openid-configuration"))
            .header("Origin", PAGE).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
    assertEquals(PAGE, discovery.headers().firstValue("access-control-allow-origin").orElse(""));
    assertEquals(issuer.issuer(), json(discovery).path("issuer").asText());
    assertEquals(issuer.tokenEndpoint().toString(), json(discovery).path("token_endpoint").asText());
    URI out = URI.create(
        json(discovery).path("end_session_endpoint").asText() + "?"
            + encoded(Map.of("post_logout_redirect_uri", PAGE)));
    HttpResponse<String> left = client.send(HttpRequest.newBuilder(out).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(302, left.statusCode());
    assertEquals(PAGE, left.headers().firstValue("Location").orElse(""));
  }

  @Test
  void nobodyElseDoes() throws Exception {
    HttpResponse<String> response = signIn("mallory");
    assertEquals(400, response.statusCode());
    assertEquals("invalid_grant", new ObjectMapper().readTree(response.body()).path("error").asText());
  }

  @Test
  void thePageMayReadTheAnswer() throws Exception {
    assertEquals(PAGE, signIn("bob").headers().firstValue("access-control-allow-origin").orElse(""));
    assertEquals(PAGE, signIn("mallory").headers().firstValue("access-control-allow-origin").orElse(""));
  }

  @Test
  void mintedTokensAreWhatTheyAreAskedToBe() throws Exception {
    JWTClaimsSet claims = verified(issuer.token("zoe", "other", Duration.ofMinutes(-5)));
    assertEquals("zoe", claims.getSubject());
    assertEquals(issuer.issuer(), claims.getIssuer());
    assertEquals(List.of("other"), claims.getAudience());
    assertTrue(claims.getExpirationTime().toInstant().isBefore(Instant.now()));
    assertEquals(List.of("chat"), verified(issuer.token("alice")).getAudience());
  }

  @Test
  void tokensOutliveARestart() throws Exception {
    String token = issuer.token("alice");
    int port = URI.create(issuer.issuer()).getPort();
    issuer.close();
    try (DemoIssuer again = DemoIssuer.start(port)) {
      assertEquals(again.issuer(), verified(token).getIssuer());
    }
  }

  @Test
  void aTakenPortIsNamed() {
    int port = URI.create(issuer.issuer()).getPort();
    assertEquals(port, assertThrows(PortTakenException.class, () -> DemoIssuer.start(port)).port());
  }
}
