package chat.local.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which action answers which request of the API. */
final class Routes {
  private static final String PLACEHOLDER = "{";

  private final List<Route> routes = new ArrayList<>();

  /** Answers a request, or throws a Refusal. */
  @FunctionalInterface
  interface Action {
    Reply answer(Call call);
  }

  private record Route(String method, List<String> template, Action action) {
    /** The named parts of a path of this form. */
    private Optional<Map<String, String>> match(List<String> path) {
      if (path.size() != template.size()) {
        return Optional.empty();
      }
      Map<String, String> parts = new HashMap<>();
      for (int index = 0; index < path.size(); index++) {
        String expected = template.get(index);
        if (expected.startsWith(PLACEHOLDER)) {
          parts.put(expected.substring(1, expected.length() - 1), path.get(index));
        } else if (!expected.equals(path.get(index))) {
          return Optional.empty();
        }
      }
      return Optional.of(parts);
    }
  }

  /** {@code template}: such as {@code /api/tables/{name}}. */
  Routes on(String method, String template, Action action) {
    routes.add(new Route(method, List.of(template.split("/", -1)), action));
    return this;
  }

  /** Both still encoded. {@code rawQuery}: may be empty. */
  Reply answer(String method, String rawPath, String rawQuery, String body) {
    List<String> path = List.of(rawPath.split("/", -1)).stream().map(Routes::decoded).toList();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.match(path);
      if (parts.isPresent()) {
        if (route.method().equals(method)) {
          return route.action().answer(new Call(parts.get(), query(rawQuery), body));
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw Refusal.notFound("There is nothing at " + rawPath + ". It may be one of: "
          + routes.stream().map(route -> String.join("/", route.template())).distinct()
              .collect(Collectors.joining(", "))
          + ".");
    }
    String methods = String.join(", ", allowed);
    throw new Refusal(405, "Only " + methods + " is possible here.", Map.of("Allow", methods));
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : rawQuery.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw Refusal.badRequest("The address has a % that is not followed by two hexadecimal digits.");
    }
  }
}
