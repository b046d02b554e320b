package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Presences;
import chat.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

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
  public void touch(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil) {
    if (update(userId, connectionId, now, leaseUntil)) {
      return;
    }
    PresenceItem first = new PresenceItem(userId.value(), Map.of(connectionId.value(), now.toEpochMilli()),
        now.toEpochMilli(), leaseUntil.toEpochMilli(), null);
    try {
      table.putItem(put -> put.item(first).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException anotherDeviceWasFirst) {
      update(userId, connectionId, now, leaseUntil);
    }
  }

  private boolean update(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":now", Values.number(now.toEpochMilli()));
    values.put(":lease", Values.number(leaseUntil.toEpochMilli()));
    return updateExisting(userId,
        "SET connections.#connection = if_not_exists(connections.#connection, :now), lastActiveAt = :now, "
            + "leaseUntil = :lease",
        Map.of("#connection", connectionId.value()), values);
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    updateExisting(userId, "REMOVE connections.#connection", Map.of("#connection", connectionId.value()), Map.of());
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    updateExisting(userId, shared ? "REMOVE hidesReceipts" : "SET hidesReceipts = :yes", Map.of(),
        shared ? Map.of() : Map.of(":yes", Values.number(1)));
  }

  private boolean updateExisting(UserId userId, String expression, Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      client.updateItem(update -> {
        update.tableName(table.tableName()).key(Map.of("userId", Values.text(userId.value())))
            .updateExpression(expression).conditionExpression("attribute_exists(userId)");
        if (!names.isEmpty()) {
          update.expressionAttributeNames(names);
        }
        if (!values.isEmpty()) {
          update.expressionAttributeValues(values);
        }
      });
      return true;
    } catch (ConditionalCheckFailedException neverConnected) {
      return false;
    }
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
