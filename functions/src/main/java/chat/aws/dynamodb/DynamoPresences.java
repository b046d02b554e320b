package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Presences;
import chat.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Presence on table Presence: one item a user, so that each change is one atomic update. */
public final class DynamoPresences implements Presences {
  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(userId)").build();

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<PresenceItem> table;

  public DynamoPresences(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.PRESENCE.nameIn(stage), PresenceItem.SCHEMA);
  }

  /** An update of the item, which exists for all but a user's very first connection. */
  @Override
  public Presence touch(UserId userId, ConnectionId connectionId, DeviceId device, Instant now, Instant leaseUntil) {
    SocketItem socket = SocketItem.of(new Socket(device, now));
    return update(userId, connectionId, socket, now, leaseUntil).orElseGet(() -> {
      PresenceItem first = new PresenceItem(userId.value(), Map.of(connectionId.value(), socket), now.toEpochMilli(),
          leaseUntil.toEpochMilli(), null, null);
      try {
        table.putItem(put -> put.item(first).conditionExpression(ABSENT));
        return first.toPresence();
      } catch (ConditionalCheckFailedException anotherDeviceWasFirst) {
        return touch(userId, connectionId, device, now, leaseUntil);
      }
    });
  }

  private Optional<Presence> update(UserId userId, ConnectionId connectionId, SocketItem socket, Instant now,
      Instant leaseUntil) {
    return updateExisting(userId,
        "SET connections.#connection = if_not_exists(connections.#connection, :socket), lastActiveAt = :now, "
            + "leaseUntil = :lease",
        Map.of("#connection", connectionId.value()), Map.of(":socket", socket.toValue(), ":now",
            Values.number(now.toEpochMilli()), ":lease", Values.number(leaseUntil.toEpochMilli())));
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    updateExisting(userId, "REMOVE connections.#connection", Map.of("#connection", connectionId.value()), Map.of());
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    set(userId, "hidesReceipts", Values.number(shared ? 0 : 1));
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    set(userId, "seenBy", Values.text(seenBy.name()));
  }

  /** Of somebody who never connected, a row without connections. */
  private void set(UserId userId, String attribute, AttributeValue value) {
    client.updateItem(update -> update.tableName(table.tableName())
        .key(Map.of("userId", Values.text(userId.value())))
        .updateExpression("SET #attribute = :value, connections = if_not_exists(connections, :none), "
            + "lastActiveAt = if_not_exists(lastActiveAt, :never), leaseUntil = if_not_exists(leaseUntil, :never)")
        .expressionAttributeNames(Map.of("#attribute", attribute)).expressionAttributeValues(
            Map.of(":value", value, ":none", AttributeValue.fromM(Map.of()), ":never", Values.number(0))));
  }

  @Override
  public void erase(UserId userId) {
    updateExisting(userId,
        "SET connections = :none, lastActiveAt = :never, leaseUntil = :never, hidesReceipts = :yes REMOVE seenBy",
        Map.of(),
        Map.of(":none", AttributeValue.fromM(Map.of()), ":never", Values.number(0), ":yes", Values.number(1)));
  }

  /** Empty if the user never connected. */
  private Optional<Presence> updateExisting(UserId userId, String expression, Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      return Optional.of(PresenceItem.SCHEMA.mapToItem(client.updateItem(update -> {
        update.tableName(table.tableName()).key(Map.of("userId", Values.text(userId.value())))
            .updateExpression(expression).conditionExpression("attribute_exists(userId)")
            .returnValues(ReturnValue.ALL_NEW);
        if (!names.isEmpty()) {
          update.expressionAttributeNames(names);
        }
        if (!values.isEmpty()) {
          update.expressionAttributeValues(values);
        }
      }).attributes()).toPresence());
    } catch (ConditionalCheckFailedException neverConnected) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Presence> current(UserId userId) {
    return Optional.ofNullable(table.getItem(get -> get.key(key -> key.partitionValue(userId.value()))
        .consistentRead(true))).map(PresenceItem::toPresence);
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    List<UserId> all = List.copyOf(userIds);
    List<Presence> found = new ArrayList<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      found.addAll(findBatch(all.subList(start, Math.min(start + BATCH, all.size()))));
    }
    return found.stream().collect(toMap(Presence::userId, Function.identity()));
  }

  private List<Presence> findBatch(List<UserId> userIds) {
    ReadBatch.Builder<PresenceItem> batch = ReadBatch.builder(PresenceItem.class).mappedTableResource(table);
    userIds.forEach(id -> batch.addGetItem(Key.builder().partitionValue(id.value()).build()));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(PresenceItem::toPresence).toList();
  }
}
