package chat.entrypoint.rest;

import chat.identity.Token;
import chat.json.JsonObject;
import chat.model.InvalidValueException;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the token says, each claim as text. The gateway has checked signature, issuer, audience and expiry, and does not look
 * at the rest: a token may be meant for another use, or not say when it was issued.
 */
final class Claims {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private Claims() {}

  /** Empty if it is no access token, or none that signing out everywhere could end. */
  static Optional<Token> token(JsonObject event) {
    JsonObject claims = claims(event);
    if (claims.optionalText("token_use").filter(use -> !use.equals("access")).isPresent()) {
      return Optional.empty();
    }
    return claims.optionalText("sub").flatMap(Claims::userId)
        .flatMap(user -> claims.optionalText("auth_time").or(() -> claims.optionalText("iat"))
            .filter(time -> SECONDS.matcher(time).matches())
            .map(time -> new Token(user, Instant.ofEpochSecond(Long.parseLong(time)))));
  }

  /** What the issuer calls the user, or nothing. */
  static String name(JsonObject event) {
    return claims(event).optionalText("name").orElse("");
  }

  private static JsonObject claims(JsonObject event) {
    return event.object("requestContext").object("authorizer").object("jwt").object("claims");
  }

  private static Optional<UserId> userId(String subject) {
    try {
      return Optional.of(new UserId(subject));
    } catch (InvalidValueException otherForm) {
      return Optional.empty();
    }
  }
}
