package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.PushDevice;
import chat.model.UserId;
import chat.push.PushDevices;
import chat.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Registrations on table Devices: one item a user, so that a batch reads those of a hundred. */
public final class DynamoPushDevices implements PushDevices {
  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(userId)").build();

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<PushDevicesItem> table;

  public DynamoPushDevices(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.DEVICES.nameIn(stage), PushDevicesItem.SCHEMA);
  }

  @Override
  public Map<UserId, List<PushDevice>> find(Collection<UserId> userIds) {
    List<UserId> all = List.copyOf(userIds);
    Map<UserId, List<PushDevice>> found = new HashMap<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      found.putAll(findBatch(all.subList(start, Math.min(start + BATCH, all.size()))));
    }
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private Map<UserId, List<PushDevice>> findBatch(List<UserId> userIds) {
    ReadBatch.Builder<PushDevicesItem> batch = ReadBatch.builder(PushDevicesItem.class).mappedTableResource(table);
    userIds.forEach(id -> batch.addGetItem(get -> get.key(key -> key.partitionValue(id.value()))));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .collect(toMap(row -> new UserId(row.userId()), PushDevicesItem::toDevices));
  }

  @Override
  public List<PushDevice> current(UserId userId) {
    return row(userId).map(PushDevicesItem::toDevices).orElse(List.of());
  }

  private Optional<PushDevicesItem> row(UserId userId) {
    return Optional.ofNullable(
        table.getItem(get -> get.key(key -> key.partitionValue(userId.value())).consistentRead(true)));
  }

  @Override
  public boolean put(UserId userId, PushDevice device) {
    Optional<PushDevicesItem> row = row(userId);
    if (row.isEmpty()) {
      return putFirst(userId, device);
    }
    try {
      client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
          .updateExpression("SET devices.#device = :device")
          .conditionExpression(
              "attribute_exists(userId) AND (attribute_exists(devices.#device) OR size(devices) < :most)")
          .expressionAttributeNames(Map.of("#device", device.device().value()))
          .expressionAttributeValues(Map.of(":device", PushDeviceItem.of(device).toValue(), ":most",
              Values.number(Limits.DEVICES))));
      return true;
    } catch (ConditionalCheckFailedException gone) {
      return row(userId).isEmpty() && put(userId, device);
    }
  }

  private boolean putFirst(UserId userId, PushDevice device) {
    try {
      table.putItem(put -> put
          .item(new PushDevicesItem(userId.value(), Map.of(device.device().value(), PushDeviceItem.of(device))))
          .conditionExpression(ABSENT));
      return true;
    } catch (ConditionalCheckFailedException anotherWasFirst) {
      return put(userId, device);
    }
  }

  @Override
  public void remove(UserId userId, DeviceId device, String endpoint) {
    try {
      client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
          .updateExpression("REMOVE devices.#device").conditionExpression("devices.#device.endpoint = :endpoint")
          .expressionAttributeNames(Map.of("#device", device.value()))
          .expressionAttributeValues(Map.of(":endpoint", Values.text(endpoint))));
    } catch (ConditionalCheckFailedException anotherByNow) {
      // that one stays
    }
  }

  @Override
  public void removeAll(UserId userId) {
    client.deleteItem(delete -> delete.tableName(table.tableName()).key(key(userId)));
  }

  private static Map<String, AttributeValue> key(UserId userId) {
    return Map.of("userId", Values.text(userId.value()));
  }
}
