package chat.topology;

import java.util.List;

/**
 * A route of the HTTP API.
 *
 * @param method such as {@code GET}, or {@code ANY}
 * @param path such as {@code /channels/{id}}, where {@code {id}} is one segment, or {@code /files/{name+}}, where the last
 *     variable takes all that is left; {@code $default} with method {@code ANY} takes what no other route does
 * @param authorized whether a token is required
 * @param scopes of which the token must have one; none for any token
 */
public record HttpRoute(String method, String path, Function function, boolean authorized, List<String> scopes) {
  /** The path of the route that takes what no other does. */
  public static final String DEFAULT = "$default";

  public HttpRoute {
    scopes = List.copyOf(scopes);
  }

  /** A route for any token, or for none. */
  public HttpRoute(String method, String path, Function function, boolean authorized) {
    this(method, path, function, authorized, List.of());
  }

  /** As API Gateway names it, such as {@code GET /channels/{id}}. */
  public String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }
}
