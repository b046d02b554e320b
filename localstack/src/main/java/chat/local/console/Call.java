package chat.local.console;

import chat.json.JsonException;
import chat.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to the API.
 *
 * @param parts of the path, by the names that the route gives them
 * @param query its parameters
 */
record Call(Map<String, String> parts, Map<String, String> query, String body) {
  Call {
    parts = Map.copyOf(parts);
    query = Map.copyOf(query);
  }

  String part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A parameter that is a whole number in these bounds. */
  int query(String name, int least, int most, int otherwise) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Refusal.badRequest("Parameter %s must be a whole number from %d to %d.".formatted(name, least, most));
  }

  JsonObject json() {
    try {
      return JsonObject.parse(body);
    } catch (JsonException notAnObject) {
      throw Refusal.badRequest("The body must be one JSON object, with no name twice.");
    }
  }
}
