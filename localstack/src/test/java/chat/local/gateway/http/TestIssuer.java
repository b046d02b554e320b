package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** Signs whatever it is given, and publishes its keys. */
final class TestIssuer implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey unpublished;
  private final ECKey elliptic;

  TestIssuer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("good").generate();
      unpublished = new RSAKeyGenerator(2048).keyID("good").generate();
      elliptic = new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (JOSEException | IOException broken) {
      throw new IllegalStateException(broken);
    }
    byte[] keys = new JWKSet(List.of(key, elliptic)).toPublicJWKSet().toString().getBytes(UTF_8);
    server.createContext("/jwks", exchange -> {
      exchange.sendResponseHeaders(200, keys.length);
      exchange.getResponseBody().write(keys);
      exchange.close();
    });
    server.start();
  }

  URI jwksUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
  }

  String token(Map<String, Object> claims) {
    return signed(JWSAlgorithm.RS256, "good", () -> new RSASSASigner(key), claims);
  }

  /** By a key that nobody knows, under the name of one that is known. */
  String forged(Map<String, Object> claims) {
    return signed(JWSAlgorithm.RS256, "good", () -> new RSASSASigner(unpublished), claims);
  }

  /** By a published key, but not of RSA. */
  String elliptic(Map<String, Object> claims) {
    return signed(JWSAlgorithm.ES256, "elliptic", () -> new ECDSASigner(elliptic), claims);
  }

  private interface Signer {
    JWSSigner make() throws JOSEException;
  }

  private static String signed(JWSAlgorithm algorithm, String keyId, Signer signer, Map<String, Object> claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(),
          JWTClaimsSet.parse(claims));
      token.sign(signer.make());
      return token.serialize();
    } catch (ParseException | JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
