package chat.local.gateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the JWT authorizer says of a request. */
sealed interface Verdict {
  /**
   * The request goes on.
   *
   * @param claims every value as text
   * @param scopes absent when the token tells none
   */
  record Granted(Map<String, String> claims, Optional<List<String>> scopes) implements Verdict {}

  /**
   * 401.
   *
   * @param description for the header {@code www-authenticate}; absent when AWS says nothing either
   */
  record Unauthorized(Optional<String> description) implements Verdict {
    Unauthorized() {
      this(Optional.empty());
    }
  }

  /** 403: a good token without any of these scopes. */
  record Forbidden(List<String> wanted) implements Verdict {}
}
