package chat.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CloudFormation template.
 *
 * @param imports what other stacks export, as {@link #text} writes it
 */
record Template(JsonNode json, List<Resource> resources, Map<String, String> imports) {

  /** A resource of a template. */
  record Resource(String logicalId, String type, JsonNode json) {
    JsonNode property(String name) {
      return json.path("Properties").path(name);
    }

    /** How {@link Template#text} writes this resource's attribute. */
    String attribute(String name) {
      return "${" + logicalId + "." + name + "}";
    }

    /** How {@link Template#text} writes a {@code Ref} to this resource. */
    String reference() {
      return "${" + logicalId + "}";
    }
  }

  static Template of(JsonNode json, Map<String, String> imports) {
    List<Resource> resources = new ArrayList<>();
    json.path("Resources").properties().forEach(resource -> resources
        .add(new Resource(resource.getKey(), resource.getValue().path("Type").asText(), resource.getValue())));
    return new Template(json, resources, imports);
  }

  List<Resource> ofType(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource only(String type) {
    List<Resource> found = ofType(type);
    if (found.size() != 1) {
      throw new AssertionError("Expected one " + type + ", found " + found.size());
    }
    return found.getFirst();
  }

  Map<String, String> exports() {
    Map<String, String> exports = new LinkedHashMap<>();
    for (JsonNode output : json.path("Outputs")) {
      exports.put(output.path("Export").path("Name").asText(), text(output.path("Value")));
    }
    return exports;
  }

  /** A value in which references stand as <code>${LogicalId}</code> and <code>${LogicalId.Attribute}</code>. */
  String text(JsonNode value) {
    if (value.isValueNode() || value.isMissingNode()) {
      return value.asText();
    }
    Map.Entry<String, JsonNode> call = value.properties().iterator().next();
    JsonNode argument = call.getValue();
    return switch (call.getKey()) {
      case "Ref" -> "${" + argument.asText() + "}";
      case "Fn::GetAtt" -> "${" + argument.path(0).asText() + "." + argument.path(1).asText() + "}";
      case "Fn::Join" -> argument.path(1).valueStream().map(this::text)
          .collect(Collectors.joining(argument.path(0).asText()));
      case "Fn::ImportValue" -> imports.getOrDefault(argument.asText(), "nothing exports " + argument.asText());
      default -> throw new AssertionError("Unknown function in " + value);
    };
  }

  /** The values of a property that holds one or a list. */
  List<String> texts(JsonNode value) {
    return value.isArray() ? value.valueStream().map(this::text).toList() : List.of(text(value));
  }
}
