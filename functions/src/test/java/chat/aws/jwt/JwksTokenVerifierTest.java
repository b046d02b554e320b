package chat.aws.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.identity.Token;
import chat.model.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwksTokenVerifierTest {
  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "chat";

  private static final Instant ISSUED_AT = Instant.parse("2026-11-25T10:00:00Z");
  private static final Token ALICE = new Token(new UserId("alice"), ISSUED_AT);

  private RSAKey key;
  private HttpServer server;
  private volatile JWKSet published;
  private JwksTokenVerifier verifier;

  @BeforeEach
  void publishKeys() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("first").generate();
    published = new JWKSet(key.toPublicJWK());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/keys", exchange -> {
      byte[] body = published.toString().getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    verifier = new JwksTokenVerifier(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"), ISSUER,
        AUDIENCE);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE).subject("alice")
        .issueTime(Date.from(ISSUED_AT)).expirationTime(in(3_600));
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private String sign(JWTClaimsSet claims) throws JOSEException {
    return sign(claims, JWSAlgorithm.RS256, "first", new RSASSASigner(key));
  }

  private void assertRefused(String token) {
    assertEquals(Optional.empty(), verifier.verify(token));
  }

  @Test
  void takesAGoodToken() throws Exception {
    assertEquals(Optional.of(ALICE), verifier.verify(sign(claims().build())));
  }

  /** A refresh brings new tokens for the same sign-in. */
  @Test
  void aTokenIsAsOldAsItsSignIn() throws Exception {
    Instant signedInAt = ISSUED_AT.minusSeconds(86_400);
    assertEquals(Optional.of(new Token(new UserId("alice"), signedInAt)),
        verifier.verify(sign(claims().claim("auth_time", signedInAt.getEpochSecond()).build())));
    assertRefused(sign(claims().claim("auth_time", "yesterday").build()));
  }

  @Test
  void allowsALittleLeeway() throws Exception {
    assertEquals(Optional.of(ALICE), verifier.verify(sign(claims().expirationTime(in(-10)).build())));
    assertRefused(sign(claims().expirationTime(in(-60)).build()));
  }

  @Test
  void refusesWhatIsMissingOrForSomebodyElse() throws Exception {
    assertRefused(sign(claims().expirationTime(null).build()));
    assertRefused(sign(claims().subject(null).build()));
    assertRefused(sign(claims().issueTime(null).build()));
    assertRefused(sign(claims().subject("not a user id \u0000").build()));
    assertRefused(sign(claims().issuer("https://other.example").build()));
    assertRefused(sign(claims().audience("other").build()));
    assertRefused(sign(claims().notBeforeTime(in(120)).build()));
  }

  @Test
  void takesNoTokenThatIsForSomethingElse() throws Exception {
    assertEquals(Optional.of(ALICE), verifier.verify(sign(claims().claim("token_use", "access").build())));
    assertRefused(sign(claims().claim("token_use", "id").build()));
    assertRefused(sign(claims().claim("token_use", 1).build()));
  }

  /** As Cognito does. */
  @Test
  void aClientStandsForAMissingAudience() throws Exception {
    assertEquals(Optional.of(ALICE), verifier.verify(
        sign(claims().audience((String) null).claim("client_id", AUDIENCE).claim("token_use", "access").build())));
    assertRefused(sign(claims().audience((String) null).claim("client_id", "other").build()));
    assertRefused(sign(claims().audience((String) null).build()));
    assertRefused(sign(claims().audience("other").claim("client_id", AUDIENCE).build()));
  }

  @Test
  void refusesForgeries() throws Exception {
    RSAKey forger = new RSAKeyGenerator(2048).keyID("first").generate();
    assertRefused(sign(claims().build(), JWSAlgorithm.RS256, "first", new RSASSASigner(forger)));
    assertRefused(sign(claims().build(), JWSAlgorithm.RS256, "unknown", new RSASSASigner(forger)));
    assertRefused(new PlainJWT(claims().build()).serialize());
    // the public key taken for the secret of an HMAC (RFC 8725, section 2.1)
    assertRefused(sign(claims().build(), JWSAlgorithm.HS256, "first",
        new MACSigner(key.toRSAPublicKey().getEncoded())));
    assertRefused(sign(claims().build(), JWSAlgorithm.RS512, "first", new RSASSASigner(key)));
    String good = sign(claims().build());
    assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
    assertRefused("");
    assertRefused("a.b.c");
    assertRefused("{}");
  }

  @Test
  void followsARotation() throws Exception {
    verifier.verify(sign(claims().build()));
    RSAKey next = new RSAKeyGenerator(2048).keyID("second").generate();
    published = new JWKSet(next.toPublicJWK());
    assertEquals(Optional.of(ALICE),
        verifier.verify(sign(claims().build(), JWSAlgorithm.RS256, "second", new RSASSASigner(next))));
  }

  @Test
  void unreachableKeysAreAFaultAndNoRefusal() throws IOException, JOSEException {
    server.stop(0);
    String token = sign(claims().build());
    for (int tries = 0; tries < 5; tries++) {
      assertThrows(IllegalStateException.class, () -> verifier.verify(token));
    }
  }
}
