package chat.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.PortTakenException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DemoIssuerIT {
  private static final String PAGE = "http://127.0.0.1:8080";

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
    assertTrue(claims.getExpirationTime().toInstant().isAfter(Instant.now().plus(Duration.ofHours(11))));
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
