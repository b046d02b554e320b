package chat.infrastructure;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.constructs.Node;

/**
 * Who signs people in, as the context says.
 *
 * @param ownIssuer whether the operator brings an OpenID Connect issuer, so that no user pool is made
 * @param phoneSignUp whether people may sign up with a phone number, which is confirmed by SMS
 * @param webOrigins where the web page is served, and so where sign-in may lead back to
 */
record IdentityContext(boolean ownIssuer, boolean phoneSignUp, List<String> webOrigins) {
  private static final Pattern ORIGIN = Pattern.compile("https://[^/,]+|http://localhost(:\\d+)?");
  private static final String DEFAULT_ORIGIN = "http://localhost:8080";

  IdentityContext {
    webOrigins = List.copyOf(webOrigins);
    for (String origin : webOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new InvalidContextException("The web origin \"" + origin
            + "\" must be like https://chat.example.com, without a slash at its end; http is for localhost only.");
      }
    }
  }

  static IdentityContext from(Node node) {
    Object origins = node.tryGetContext("webOrigins");
    return new IdentityContext(isOneOf(node, "identity", "own", "cognito"),
        isOneOf(node, "phoneSignUp", "true", "false"),
        List.of((origins == null ? DEFAULT_ORIGIN : origins.toString()).split(",")));
  }

  /** Whether it is the first of both; the second is the default. */
  private static boolean isOneOf(Node node, String key, String first, String second) {
    Object value = node.tryGetContext(key);
    Boolean found = Map.of(first, true, second, false).get(value == null ? second : value.toString());
    if (found == null) {
      throw new InvalidContextException("The context " + key + " must be " + first + " or " + second + ".");
    }
    return found;
  }
}
