package chat.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes that go through only if the row still is what was read: by what it says, so that no version need outlive a row
 * that is removed.
 */
final class Unchanged {
  private final String condition;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** {@code row}: as it was read, empty if there was none; {@code attributes}: all that it may have. */
  private Unchanged(Map<String, AttributeValue> row, List<String> attributes) {
    Map<String, String> parts = new TreeMap<>();
    for (String attribute : attributes) {
      names.put("#" + attribute, attribute);
      if (row.containsKey(attribute)) {
        values.put(":" + attribute, Objects.requireNonNull(row.get(attribute)));
        parts.put(attribute, "#" + attribute + " = :" + attribute);
      } else {
        parts.put(attribute, "attribute_not_exists(#" + attribute + ")");
      }
    }
    condition = String.join(" AND ", parts.values());
  }

  static TransactWriteItem put(String table, Map<String, AttributeValue> before, List<String> attributes,
      Map<String, AttributeValue> after) {
    Unchanged unchanged = new Unchanged(before, attributes);
    Put.Builder put = Put.builder().tableName(table).item(after).conditionExpression(unchanged.condition)
        .expressionAttributeNames(unchanged.names);
    if (!unchanged.values.isEmpty()) {
      put.expressionAttributeValues(unchanged.values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  static TransactWriteItem delete(String table, Map<String, AttributeValue> key, Map<String, AttributeValue> before,
      List<String> attributes) {
    Unchanged unchanged = new Unchanged(before, attributes);
    Delete.Builder delete = Delete.builder().tableName(table).key(key).conditionExpression(unchanged.condition)
        .expressionAttributeNames(unchanged.names);
    if (!unchanged.values.isEmpty()) {
      delete.expressionAttributeValues(unchanged.values);
    }
    return TransactWriteItem.builder().delete(delete.build()).build();
  }
}
