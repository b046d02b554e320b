package chat.local.console;

import chat.topology.Table;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The items of tables, page by page, as a scan brings them. */
final class Tables {
  private static final int MOST_ITEMS = 100;
  private static final int ITEMS = 25;

  private final DynamoDbClient client;
  private final String stage;

  Tables(DynamoDbClient client, String stage) {
    this.client = client;
    this.stage = stage;
  }

  /** DynamoDB Local counts when asked; the cloud tells a figure of the last six hours. */
  long count(Table table) {
    return client.describeTable(request -> request.tableName(table.nameIn(stage))).table().itemCount();
  }

  Reply items(Call call) {
    Table table = Topology.TABLES.stream().filter(each -> each.name().equals(call.part("name"))).findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no such table. There are "
            + Topology.TABLES.stream().map(Table::name).collect(Collectors.joining(", ")) + "."));
    ScanRequest.Builder scan = ScanRequest.builder().tableName(table.nameIn(stage))
        .limit(call.query("limit", 1, MOST_ITEMS, ITEMS));
    call.query("after").ifPresent(cursor -> scan.exclusiveStartKey(TableKey.key(table, cursor)));
    ScanResponse page = client.scan(scan.build());
    return Reply.json(json -> {
      json.writeStringField("name", table.name());
      JsonList.ofTexts(json, "key", TableKey.names(table));
      JsonList.ofObjects(json, "items", page.items(), Tables::fields);
      if (page.hasLastEvaluatedKey()) {
        json.writeStringField("next", TableKey.cursor(table, page.lastEvaluatedKey()));
      }
    });
  }

  private static void fields(JsonGenerator json, Map<String, AttributeValue> item) throws IOException {
    for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(item).entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(json, attribute.getValue());
    }
  }

  private static void write(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeNumber(value.n());
      case BOOL -> json.writeBoolean(value.bool());
      case B -> json.writeString(Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case SS -> writeAll(json, value.ss().stream().map(AttributeValue::fromS).toList());
      case NS -> writeAll(json, value.ns().stream().map(AttributeValue::fromN).toList());
      case BS -> writeAll(json, value.bs().stream().map(AttributeValue::fromB).toList());
      case L -> writeAll(json, value.l());
      case M -> {
        json.writeStartObject();
        fields(json, value.m());
        json.writeEndObject();
      }
      case NUL, UNKNOWN_TO_SDK_VERSION -> json.writeNull();
    }
  }

  private static void writeAll(JsonGenerator json, List<AttributeValue> values) throws IOException {
    json.writeStartArray();
    for (AttributeValue value : values) {
      write(json, value);
    }
    json.writeEndArray();
  }
}
