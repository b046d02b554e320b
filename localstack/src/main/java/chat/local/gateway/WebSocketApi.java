package chat.local.gateway;

import chat.topology.Function;
import chat.topology.Route;
import chat.topology.Topology;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway is told at deployment.
 *
 * @param authorizer runs before {@code $connect}
 */
public record WebSocketApi(String stage, Function authorizer, List<Route> routes) {
  public WebSocketApi {
    routes = List.copyOf(routes);
  }

  Optional<Route> route(String key) {
    return routes.stream().filter(route -> route.key().equals(key)).findFirst();
  }

  /** The route that a frame's {@code action} selects; a name that starts with $ is no action. */
  Optional<Route> select(Optional<String> action) {
    return action.filter(key -> !key.startsWith("$")).flatMap(this::route)
        .or(() -> route(Topology.DEFAULT_ROUTE));
  }

  /** Where the API answers: sockets open here, and {@code @connections} lies below. */
  String path() {
    return "/" + stage;
  }

  String connectArn() {
    return "arn:aws:execute-api:us-east-1:000000000000:local/" + stage + "/" + Topology.CONNECT_ROUTE;
  }
}
