package chat.local.gateway.http;

import chat.topology.HttpRoute;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway is told of an HTTP API, which is served at the root as stage {@code $default}.
 *
 * @param authorizer of the routes that require a token
 */
public record HttpApi(List<HttpRoute> routes, Optional<JwtAuthorizer> authorizer, Optional<Cors> cors) {
  /** An API without routes. */
  public static final HttpApi NONE = new HttpApi(List.of(), Optional.empty(), Optional.empty());

  /** Throws IllegalArgumentException when a route requires a token and nobody can check it. */
  public HttpApi {
    routes = List.copyOf(routes);
    if (authorizer.isEmpty() && routes.stream().anyMatch(HttpRoute::authorized)) {
      throw new IllegalArgumentException("Routes that require a token need an authorizer.");
    }
  }
}
