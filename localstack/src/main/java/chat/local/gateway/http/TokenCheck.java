package chat.local.gateway.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JWT authorizer: RSA signature, then issuer, audience, {@code exp}, {@code nbf}, {@code iat} without leeway, then
 * scopes (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
 */
final class TokenCheck {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
  private static final int KEYS_TIMEOUT_MILLIS = 1_500;
  private static final int MAX_KEYS_BYTES = 150_000;
  private static final String BEARER = "Bearer ";

  private final JwtAuthorizer authorizer;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();

  TokenCheck(JwtAuthorizer authorizer, InstantSource clock) {
    this.authorizer = authorizer;
    this.clock = clock;
    signatures.setJWTClaimsSetVerifier(null);
    signatures.setJWSTypeVerifier((type, context) -> {});
    try {
      signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(
          Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512),
          JWKSourceBuilder.create(authorizer.jwksUri().toURL(),
              new DefaultResourceRetriever(KEYS_TIMEOUT_MILLIS, KEYS_TIMEOUT_MILLIS, MAX_KEYS_BYTES)).build()));
    } catch (MalformedURLException notAnAddress) {
      throw new IllegalArgumentException("The keys need an http or https address.", notAnAddress);
    }
  }

  /** {@code identity}: the header that carries the token, if there is one. */
  Verdict judge(Optional<String> identity, List<String> wantedScopes) {
    if (identity.isEmpty()) {
      return new Verdict.Unauthorized();
    }
    String token = identity.get().regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? identity.get().substring(BEARER.length())
        : identity.get();
    try {
      return judge(signatures.process(token.strip(), null), wantedScopes);
    } catch (ParseException | BadJOSEException notGood) {
      return new Verdict.Unauthorized();
    } catch (JOSEException keysUnreachable) {
      return new Verdict.Unauthorized(Optional.of("the issuer's keys cannot be read"));
    }
  }

  private Verdict judge(JWTClaimsSet claims, List<String> wantedScopes) throws ParseException {
    if (!authorizer.issuer().equals(claims.getIssuer())) {
      return new Verdict.Unauthorized(Optional.of("issuer does not match"));
    }
    if (!hasAudience(claims)) {
      return new Verdict.Unauthorized(Optional.of("the token does not have a valid audience"));
    }
    Instant now = clock.instant();
    if (claims.getExpirationTime() == null || !now.isBefore(claims.getExpirationTime().toInstant())) {
      return new Verdict.Unauthorized(Optional.of("the token has expired"));
    }
    if (isAfter(claims.getNotBeforeTime(), now) || isAfter(claims.getIssueTime(), now)) {
      return new Verdict.Unauthorized();
    }
    Optional<List<String>> scopes = scopes(claims);
    if (!wantedScopes.isEmpty() && scopes.orElse(List.of()).stream().noneMatch(wantedScopes::contains)) {
      return new Verdict.Forbidden(wantedScopes);
    }
    TreeMap<String, String> texts = new TreeMap<>();
    claims.toPayload().toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
    return new Verdict.Granted(texts, scopes);
  }

  private static boolean isAfter(@Nullable Date time, Instant now) {
    return time != null && time.toInstant().isAfter(now);
  }

  private boolean hasAudience(JWTClaimsSet claims) throws ParseException {
    List<String> audiences = claims.getAudience();
    return audiences.isEmpty()
        ? authorizer.audiences().contains(String.valueOf(claims.getStringClaim("client_id")))
        : audiences.stream().anyMatch(authorizer.audiences()::contains);
  }

  private static Optional<List<String>> scopes(JWTClaimsSet claims) {
    return claims.getClaim("scope") instanceof String scope
        ? Optional.of(Arrays.asList(scope.split(" ")))
        : Optional.empty();
  }

  /** As AWS's events have it: a list is in brackets, without commas. */
  private static String text(@Nullable Object value) {
    return value instanceof List<?> list
        ? "[" + String.join(" ", list.stream().map(TokenCheck::text).toList()) + "]"
        : String.valueOf(value);
  }
}
