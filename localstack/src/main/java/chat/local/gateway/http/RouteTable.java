package chat.local.gateway.http;

import chat.local.gateway.http.PathTemplate.Segment;
import chat.topology.HttpRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the route of a request: the whole path before a greedy variable before {@code $default}
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation).
 * The method itself goes before ANY, and what is written out before a variable, from the left; AWS does so, as far as is
 * known, without saying so.
 */
final class RouteTable {
  private static final Comparator<Candidate> CLOSEST_FIRST = Comparator
      .<Candidate, Boolean>comparing(candidate -> candidate.template.isGreedy())
      .thenComparing(candidate -> candidate.route.method().equals("ANY")).thenComparing(RouteTable::compareSegments);

  private final List<Candidate> candidates;
  private final Optional<HttpRoute> byDefault;

  RouteTable(List<HttpRoute> routes) {
    this.candidates = routes.stream().filter(route -> !route.path().equals(HttpRoute.DEFAULT))
        .map(route -> new Candidate(route, PathTemplate.parse(route.path()))).sorted(CLOSEST_FIRST).toList();
    this.byDefault = routes.stream().filter(route -> route.path().equals(HttpRoute.DEFAULT)).findFirst();
  }

  private record Candidate(HttpRoute route, PathTemplate template) {}

  /** {@code pathParameters}: empty for a route without variables. */
  record Match(HttpRoute route, Map<String, String> pathParameters) {}

  private static int compareSegments(Candidate one, Candidate other) {
    List<Segment> left = one.template.segments();
    List<Segment> right = other.template.segments();
    for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
      int order = left.get(index).compareTo(right.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(right.size(), left.size());
  }

  /** Whether the path lies where this API has routes, even if none fits. */
  boolean owns(String path) {
    String first = PathTemplate.split(path).getFirst();
    return byDefault.isPresent() || candidates.stream().anyMatch(candidate -> candidate.template.beginsWith(first));
  }

  /** {@code path}: decoded. */
  Optional<Match> select(String method, String path) {
    List<String> parts = PathTemplate.split(path);
    return candidates.stream()
        .filter(candidate -> candidate.route.method().equals(method) || candidate.route.method().equals("ANY"))
        .flatMap(candidate -> match(candidate, parts)).findFirst()
        .or(() -> byDefault.map(route -> new Match(route, Map.of())));
  }

  private static Stream<Match> match(Candidate candidate, List<String> parts) {
    return candidate.template.match(parts).map(values -> new Match(candidate.route, values)).stream();
  }
}
