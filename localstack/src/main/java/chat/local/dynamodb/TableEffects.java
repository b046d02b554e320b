package chat.local.dynamodb;

import chat.local.function.CallTrace;
import chat.local.trace.Effect;
import chat.local.trace.ItemKey;
import chat.topology.Table;
import chat.topology.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Says which items a call to DynamoDB names, table by table: a transaction may name those of several. */
public final class TableEffects implements CallTrace.Description {
  private final String stage;

  public TableEffects(String stage) {
    this.stage = stage;
  }

  @Override
  public List<Effect> describe(CallTrace.Timing timing, String operation, SdkRequest request,
      @Nullable Object response) {
    Map<String, List<String>> keys = items(request).collect(Collectors.groupingBy(item -> name(item.table()),
        LinkedHashMap::new,
        Collectors.mapping(this::key, Collectors.filtering(key -> !key.isEmpty(), Collectors.toList()))));
    return keys.entrySet().stream().<Effect>map(table -> new Effect.TableCall(timing.at(), timing.took(), operation,
        table.getKey(), table.getValue(), timing.outcome())).toList();
  }

  /** {@code attributes}: the key's, or all of a new item's. */
  private record Item(String table, Map<String, AttributeValue> attributes) {}

  private static Stream<Item> items(SdkRequest request) {
    return switch (request) {
      case PutItemRequest put -> Stream.of(new Item(put.tableName(), put.item()));
      case GetItemRequest get -> Stream.of(new Item(get.tableName(), get.key()));
      case UpdateItemRequest update -> Stream.of(new Item(update.tableName(), update.key()));
      case DeleteItemRequest delete -> Stream.of(new Item(delete.tableName(), delete.key()));
      case QueryRequest query -> Stream.of(new Item(query.tableName(), Map.of()));
      case BatchGetItemRequest batch -> batch.requestItems().entrySet().stream()
          .flatMap(entry -> entry.getValue().keys().stream().map(key -> new Item(entry.getKey(), key)));
      case BatchWriteItemRequest batch -> batch.requestItems().entrySet().stream()
          .flatMap(entry -> entry.getValue().stream().map(write -> item(entry.getKey(), write)));
      case TransactWriteItemsRequest transaction -> transaction.transactItems().stream().flatMap(TableEffects::items);
      default -> Stream.empty();
    };
  }

  private static Item item(String table, WriteRequest write) {
    return new Item(table,
        write.putRequest() == null ? write.deleteRequest().key() : write.putRequest().item());
  }

  private static Stream<Item> items(TransactWriteItem item) {
    Stream.Builder<Item> items = Stream.builder();
    if (item.put() != null) {
      items.add(new Item(item.put().tableName(), item.put().item()));
    }
    if (item.update() != null) {
      items.add(new Item(item.update().tableName(), item.update().key()));
    }
    if (item.delete() != null) {
      items.add(new Item(item.delete().tableName(), item.delete().key()));
    }
    return items.build();
  }

  private String key(Item item) {
    Map<String, AttributeValue> key = new HashMap<>(item.attributes());
    table(item.table()).ifPresent(table -> key.keySet().retainAll(
        Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream()).map(Table.Attribute::name).toList()));
    return ItemKey.of(key);
  }

  private String name(String deployed) {
    return table(deployed).map(Table::name).orElse(deployed);
  }

  private Optional<Table> table(String deployed) {
    return Topology.TABLES.stream().filter(table -> table.nameIn(stage).equals(deployed)).findFirst();
  }
}
