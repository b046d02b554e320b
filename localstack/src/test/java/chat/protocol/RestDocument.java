package chat.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document as JSON. */
record RestDocument(JsonNode root) {
  static final Path FILE = Path.of("../docs/rest.openapi.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An operation of the document; {@code key}: as the gateway names its route. */
  record Operation(String key, JsonNode json) {
    Set<Integer> statuses() {
      Set<Integer> statuses = new TreeSet<>();
      json.get("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
      return statuses;
    }

    boolean hasBody() {
      return json.has("requestBody");
    }

    List<JsonNode> bodies() {
      return json.at("/requestBody/content/application~1json/examples").valueStream()
          .map(example -> example.get("value")).toList();
    }
  }

  static RestDocument read() throws IOException {
    return new RestDocument(tree(FILE));
  }

  private static JsonNode tree(Path file) throws IOException {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
  }

  List<Operation> operations() {
    return root.get("paths").propertyStream().flatMap(path -> path.getValue().propertyStream()
        .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
            method.getValue())))
        .toList();
  }

  /** The names of an operation's parameters in the path, the query or the headers. */
  Set<String> parameters(Operation operation, String in) {
    Set<String> names = new TreeSet<>();
    operation.json().path("parameters").valueStream().map(this::resolve)
        .filter(parameter -> parameter.get("in").textValue().equals(in))
        .forEach(parameter -> names.add(parameter.get("name").textValue()));
    return names;
  }

  /** The operation's key, with the example of each variable of its path in place of it. */
  String withExamples(Operation operation) {
    String key = operation.key();
    for (JsonNode reference : operation.json().path("parameters")) {
      JsonNode parameter = resolve(reference);
      if (parameter.get("in").textValue().equals("path")) {
        key = key.replace("{" + parameter.get("name").textValue() + "}", parameter.get("example").textValue());
      }
    }
    return key;
  }

  /** Follows a reference, also one into the document of the socket. */
  JsonNode resolve(JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    String reference = node.get("$ref").textValue();
    String file = reference.substring(0, reference.indexOf('#'));
    RestDocument target = file.isEmpty() ? this : other(file);
    return target.resolve(target.root.requiredAt(reference.substring(reference.indexOf('#') + 1)));
  }

  private static RestDocument other(String file) {
    try {
      return new RestDocument(tree(FILE.resolveSibling(file)));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
