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
 * @param newConnectionsPerSecond more handshakes are answered 429; AWS counts them per account and region
 * @param requestsPerSecond a client that sends more is closed with 1008; AWS publishes no number for a single client
 */
public record WebSocketApi(String stage, Function authorizer, List<Route> routes, int newConnectionsPerSecond,
    int requestsPerSecond) {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
  private static final int NEW_CONNECTIONS_PER_SECOND = 500;
  /** A whole account's default (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). */
  private static final int REQUESTS_PER_SECOND = 10_000;

  public WebSocketApi {
    routes = List.copyOf(routes);
  }

  /** With the limits of a new account. */
  public WebSocketApi(String stage, Function authorizer, List<Route> routes) {
    this(stage, authorizer, routes, NEW_CONNECTIONS_PER_SECOND, REQUESTS_PER_SECOND);
  }

  /** The same API where more or less is too much. */
  public WebSocketApi limitedTo(int connectionsPerSecond, int requestsOfAClientPerSecond) {
    return new WebSocketApi(stage, authorizer, routes, connectionsPerSecond, requestsOfAClientPerSecond);
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
