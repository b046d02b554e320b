package chat.aws.jwt;

import chat.identity.Token;
import chat.identity.TokenVerifier;
import chat.model.InvalidValueException;
import chat.model.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a JWT against the issuer's published keys (RFC 7519, RFC 7517; practices of RFC 8725): only RS256 and ES256,
 * exact issuer and audience, expiry with {@value #LEEWAY_SECONDS} s of leeway, no other use than access. Keys are cached; a key id not in the cache
 * is looked up once, at a limited rate, so a rotation needs no restart and a forger cannot make us flood the issuer.
 */
public final class JwksTokenVerifier implements TokenVerifier {
  private static final int LEEWAY_SECONDS = 30;
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_KEYS_BYTES = 100 * 1024;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private volatile boolean keysWereRead;

  public JwksTokenVerifier(URI jwksUri, String issuer, String audience) {
    DefaultJWTClaimsVerifier<SecurityContext> claims = new AccessTokens(issuer, audience);
    claims.setMaxClockSkew(LEEWAY_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
        JWKSourceBuilder.create(url(jwksUri), new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS,
            MAX_KEYS_BYTES)).retrying(true).build()));
  }

  /** What the claims must be beside times that are right. */
  private static final class AccessTokens extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final String audience;

    private AccessTokens(String issuer, String audience) {
      super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp", "iat"));
      this.audience = audience;
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
      super.verify(claims, context);
      if (!isForUs(claims)) {
        throw new BadJWTException("For another audience");
      }
      Object use = claims.getClaim("token_use");
      if (use != null && !use.equals("access")) {
        throw new BadJWTException("Not an access token");
      }
    }

    /**
     * Cognito's access tokens have no audience but the client that they were issued to
     * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html).
     */
    private boolean isForUs(JWTClaimsSet claims) {
      return claims.getAudience().isEmpty()
          ? audience.equals(claims.getClaim("client_id"))
          : claims.getAudience().contains(audience);
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException notAnAddress) {
      throw new IllegalArgumentException("TOKEN_JWKS_URI must be an http or https address.", notAnAddress);
    }
  }

  @Override
  public Optional<Token> verify(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      keysWereRead = true;
      Date signedInAt = claims.getDateClaim("auth_time");
      return Optional.of(new Token(new UserId(claims.getSubject()),
          (signedInAt == null ? claims.getIssueTime() : signedInAt).toInstant()));
    } catch (ParseException | InvalidValueException notGood) {
      return Optional.empty();
    } catch (BadJOSEException notGood) {
      keysWereRead = true;
      return Optional.empty();
    } catch (JOSEException fault) {
      if (fault instanceof RateLimitReachedException && keysWereRead) {
        return Optional.empty(); // one unknown key id too many, and the known keys did not fit
      }
      throw new IllegalStateException("The token cannot be checked: are the issuer's keys reachable?", fault);
    }
  }
}
