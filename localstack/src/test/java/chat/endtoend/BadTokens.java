package chat.endtoend;

import chat.local.EmbeddedCloud;
import chat.local.identity.DemoIssuer;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import no.nav.security.mock.oauth2.token.KeyProvider;
import org.jspecify.annotations.NullMarked;

/** Tokens that name a user and are worth nothing, by what is wrong with them. */
@NullMarked
final class BadTokens {
  private BadTokens() {}

  static Map<String, String> of(EmbeddedCloud cloud, String user) throws Exception {
    DemoIssuer issuer = cloud.issuer();
    String good = issuer.token(user);
    SignedJWT parsed = SignedJWT.parse(good);
    JWSHeader header = parsed.getHeader();
    JWTClaimsSet claims = parsed.getJWTClaimsSet();
    RSAKey published = JWKSet.load(issuer.jwksUri().toURL()).getKeyByKeyId(header.getKeyID()).toRSAKey();
    // the issuer's own key, which is no secret, for what it would never issue
    JWSSigner owner = new RSASSASigner(new KeyProvider().signingKey(header.getKeyID()).toRSAKey());
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("forged", signed(header, claims, new RSASSASigner(new RSAKeyGenerator(2048).generate())));
    bad.put("cut", good.substring(0, good.length() - 10));
    bad.put("unsigned", new PlainJWT(claims).serialize());
    bad.put("without signature", good.substring(0, good.lastIndexOf('.') + 1));
    bad.put("of the claims of another", ofTheClaimsOfAnother(good, issuer.token("somebody-else")));
    bad.put("by the public key as a secret",
        signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(header.getKeyID()).build(), claims,
            new MACSigner(published.toRSAPublicKey().getEncoded())));
    bad.put("expired", issuer.token(user, DemoIssuer.AUDIENCE, Duration.ofMinutes(-5)));
    bad.put("never to expire", signed(header, without("exp", claims), owner));
    bad.put("not yet good", signed(header,
        new JWTClaimsSet.Builder(claims).notBeforeTime(Date.from(Instant.now().plus(Duration.ofHours(1)))).build(),
        owner));
    bad.put("for another audience", issuer.token(user, "other", Duration.ofHours(1)));
    bad.put("for no audience", signed(header, without("aud", claims), owner));
    bad.put("an id token", issuer.token(user, Map.of("token_use", "id")));
    bad.put("of an unknown time", signed(header, without("iat", claims), owner));
    bad.put("of nobody", signed(header, without("sub", claims), owner));
    bad.put("of a user that cannot be", issuer.token("two words"));
    bad.put("of another issuer", ofAnotherIssuer(user));
    bad.put("nonsense", "a.b.c");
    return bad;
  }

  private static JWTClaimsSet without(String claim, JWTClaimsSet claims) {
    return new JWTClaimsSet.Builder(claims).claim(claim, null).build();
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String ofTheClaimsOfAnother(String good, String others) {
    String[] parts = good.split("\\.", -1);
    return parts[0] + "." + others.split("\\.", -1)[1] + "." + parts[2];
  }

  private static String ofAnotherIssuer(String user) {
    try (DemoIssuer other = DemoIssuer.start(0)) {
      return other.token(user);
    }
  }
}
