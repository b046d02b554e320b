package chat.local.gateway.http;

import java.net.URI;
import java.util.List;

/**
 * Whose tokens are good, in the header {@code Authorization} with or without {@code Bearer}
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
 *
 * @param issuer the {@code iss} that tokens must have
 * @param audiences of which a token must have one as its {@code aud} or, if it has none, as its {@code client_id}
 * @param jwksUri where the issuer publishes its keys; AWS finds it by the issuer's discovery document
 */
public record JwtAuthorizer(String issuer, List<String> audiences, URI jwksUri) {
  public JwtAuthorizer {
    audiences = List.copyOf(audiences);
  }
}
