package chat.protocol;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The AsyncAPI document as JSON. */
record ProtocolDocument(JsonNode root) {
  static final Path FILE = Path.of("../docs/protocol.asyncapi.yaml");
  static final ObjectMapper JSON = new ObjectMapper();

  /** A message of the document; {@code name} is its key. */
  record Documented(String name, JsonNode schema, List<JsonNode> examples) {
    /** The value of {@code action} or {@code event} that the schema asks for. */
    Optional<String> constant(String field) {
      return Optional.ofNullable(schema.at("/properties/" + field + "/const").textValue());
    }
  }

  static ProtocolDocument read() throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
    return new ProtocolDocument(JSON.valueToTree(tree));
  }

  List<Documented> messages() {
    return root.at("/components/messages").propertyStream()
        .map(message -> new Documented(message.getKey(), resolve(message.getValue().get("payload")),
            message.getValue().get("examples").valueStream().map(example -> example.get("payload")).toList()))
        .toList();
  }

  List<Documented> actions() {
    return messages().stream().filter(message -> message.constant("action").isPresent()).toList();
  }

  List<Documented> events() {
    return messages().stream().filter(message -> message.constant("event").isPresent()).toList();
  }

  Documented event(String name) {
    return events().stream().filter(event -> event.constant("event").orElseThrow().equals(name)).findFirst()
        .orElseThrow(() -> new AssertionError("The document lacks the event " + name + "."));
  }

  /** Follows a reference, also one wrapped in {@code allOf} to get a description of its own. */
  JsonNode resolve(JsonNode node) {
    if (node.has("$ref")) {
      return resolve(root.requiredAt(node.get("$ref").textValue().substring(1)));
    }
    return node.has("allOf") ? resolve(node.at("/allOf/0")) : node;
  }

  /** Every field that a value has, such as {@code messages[].content.type}. */
  static Set<String> fieldsOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> value.propertyStream()
          .flatMap(field -> withInner("." + field.getKey(), fieldsOf(field.getValue()))).collect(toSet());
      case ARRAY -> value.valueStream().flatMap(item -> fieldsOf(item).stream()).map(field -> "[]" + field)
          .collect(toSet());
      default -> Set.of();
    };
  }

  /** What holds where a value of that schema is not given. */
  Optional<JsonNode> defaultOf(JsonNode schema) {
    return schema.has("$ref")
        ? defaultOf(root.requiredAt(schema.get("$ref").textValue().substring(1)))
        : Optional.ofNullable(schema.get("default"));
  }

  /** What a schema says that has the form of one of several. */
  private Stream<JsonNode> forms(JsonNode schema) {
    return schema.path("oneOf").valueStream().map(this::resolve);
  }

  /** The values of {@code type} that a content may have. */
  Set<String> contentTypes(String schema) {
    return forms(root.at("/components/schemas/" + schema)).map(form -> form.at("/properties/type/const").textValue())
        .collect(toCollection(TreeSet::new));
  }

  /** Every field that a schema allows. */
  Set<String> fieldsAllowedBy(JsonNode reference) {
    JsonNode schema = resolve(reference);
    Set<String> fields = new TreeSet<>();
    forms(schema).forEach(form -> fields.addAll(fieldsAllowedBy(form)));
    schema.path("properties").propertyStream()
        .flatMap(field -> withInner("." + field.getKey(), fieldsAllowedBy(field.getValue()))).forEach(fields::add);
    if (schema.has("items")) {
      fieldsAllowedBy(schema.get("items")).forEach(field -> fields.add("[]" + field));
    }
    return fields;
  }

  /** The fields that the schema requires of this very value, and that are not there. */
  Set<String> fieldsMissingIn(JsonNode value, JsonNode reference) {
    JsonNode schema = resolve(reference);
    Set<String> missing = new TreeSet<>();
    schema.path("required").valueStream().map(JsonNode::textValue).filter(name -> !value.has(name))
        .forEach(missing::add);
    schema.path("properties").propertyStream().filter(field -> value.has(field.getKey()))
        .forEach(field -> missing.addAll(fieldsMissingIn(value.get(field.getKey()), field.getValue())));
    forms(schema).filter(form -> isOfForm(value, form)).findFirst()
        .ifPresent(form -> missing.addAll(fieldsMissingIn(value, form)));
    if (schema.has("items")) {
      value.forEach(item -> missing.addAll(fieldsMissingIn(item, schema.get("items"))));
    }
    return missing;
  }

  /** Whether the value has every constant of the form, such as its {@code type}. */
  private static boolean isOfForm(JsonNode value, JsonNode form) {
    return form.path("properties").propertyStream().filter(field -> field.getValue().has("const"))
        .allMatch(field -> field.getValue().get("const").equals(value.get(field.getKey())));
  }

  private static Stream<String> withInner(String field, Set<String> inner) {
    return Stream.concat(Stream.of(field), inner.stream().map(name -> field + name));
  }
}
