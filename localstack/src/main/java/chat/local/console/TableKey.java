package chat.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.topology.Table;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item, as a text that says nothing to people: where a page of items ends. */
final class TableKey {
  private TableKey() {}

  static List<String> names(Table table) {
    return attributes(table).map(Table.Attribute::name).toList();
  }

  private static Stream<Table.Attribute> attributes(Table table) {
    return Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream());
  }

  static String cursor(Table table, Map<String, AttributeValue> key) {
    String json = JsonText.object(fields -> {
      for (Table.Attribute attribute : attributes(table).toList()) {
        AttributeValue value = Objects.requireNonNull(key.get(attribute.name()), attribute.name());
        fields.writeStringField(attribute.name(), attribute.type() == Table.Type.TEXT ? value.s() : value.n());
      }
    });
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  static Map<String, AttributeValue> key(Table table, String cursor) {
    try {
      JsonObject json = JsonObject.parse(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      Map<String, AttributeValue> key = new HashMap<>();
      attributes(table).forEach(attribute -> key.put(attribute.name(), value(attribute, json.text(attribute.name()))));
      return key;
    } catch (IllegalArgumentException | JsonException madeUp) {
      throw Refusal.badRequest("Parameter after must be the field next of an earlier answer for the same table.");
    }
  }

  private static AttributeValue value(Table.Attribute attribute, String text) {
    return switch (attribute.type()) {
      case TEXT -> AttributeValue.fromS(text);
      case NUMBER -> AttributeValue.fromN(Long.toString(Long.parseLong(text)));
    };
  }
}
