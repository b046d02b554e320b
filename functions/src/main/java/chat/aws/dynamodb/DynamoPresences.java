package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Presences;
import chat.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Presence on table Presence: one item a user, so that each change is one atomic update. */
public final class DynamoPresences implements Presences {
  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(userId)").build();

  private static final String EXISTS = "attribute_exists(userId)";

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
  public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    SocketItem item = SocketItem.of(socket);
    return update(userId, connectionId, item, lastActiveAt, checkAt, lapsed, EXISTS).orElseGet(() -> {
      PresenceItem first = PresenceItem.first(userId.value(), connectionId.value(), item, millis(lastActiveAt),
          millis(checkAt));
      try {
        table.putItem(put -> put.item(first).conditionExpression(ABSENT));
        return first.toPresence();
      } catch (ConditionalCheckFailedException anotherDeviceWasFirst) {
        return touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed);
      }
    });
  }

  @Override
  public Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
      Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return update(userId, connectionId, SocketItem.of(socket), lastActiveAt, checkAt, lapsed,
        "attribute_exists(sockets.#connection) AND attribute_not_exists(sockets.#connection.closed)");
  }

  private static long millis(Optional<Instant> instant) {
    return instant.orElse(Instant.EPOCH).toEpochMilli();
  }

  private Optional<Presence> update(UserId userId, ConnectionId connectionId, SocketItem socket,
      Optional<Instant> lastActiveAt, Optional<Instant> checkAt, Collection<ConnectionId> lapsed, String condition) {
    Map<String, String> names = new HashMap<>(Map.of("#connection", connectionId.value()));
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":socket", socket.toValue(), ":one", Values.number(1)));
    StringBuilder expression = new StringBuilder("ADD version :one SET sockets.#connection = :socket");
    lastActiveAt.ifPresent(instant -> {
      expression.append(", lastActiveAt = :active");
      values.put(":active", Values.number(instant.toEpochMilli()));
    });
    checkAt.ifPresent(instant -> {
      expression.append(", checkAt = :check");
      values.put(":check", Values.number(instant.toEpochMilli()));
    });
    List<ConnectionId> dropped = lapsed.stream().filter(id -> !id.equals(connectionId)).toList();
    for (int index = 0; index < dropped.size(); index++) {
      expression.append(index == 0 ? " REMOVE " : ", ").append("sockets.#lapsed").append(index);
      names.put("#lapsed" + index, dropped.get(index).value());
    }
    return update(userId, expression.toString(), condition, names, values);
  }

  /** One write for a socket in use. Otherwise the refused one tells how the socket is, and a second does the rest. */
  @Override
  public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
    Map<String, AttributeValue> times = Map.of(":yes", Values.number(1), ":one", Values.number(1), ":until",
        Values.number(shownUntil.toEpochMilli()), ":now", Values.number(now.toEpochMilli()));
    try {
      return Optional.of(toPresence(client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
          .updateExpression("ADD version :one SET sockets.#connection.closed = :yes, "
              + "sockets.#connection.shownUntil = :until, lastActiveAt = :now")
          .conditionExpression("sockets.#connection.shownUntil > :until AND "
              + "attribute_not_exists(sockets.#connection.away)")
          .expressionAttributeNames(Map.of("#connection", connectionId.value())).expressionAttributeValues(times)
          .returnValues(ReturnValue.ALL_NEW)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return refused.hasItem() ? leave(toPresence(refused.item()), connectionId, shownUntil) : Optional.empty();
    }
  }

  private Optional<Presence> leave(Presence before, ConnectionId connectionId, Instant shownUntil) {
    Socket socket = before.sockets().get(connectionId);
    if (socket == null || socket.closed()) {
      return Optional.of(before);
    }
    Instant until = socket.shownUntil().isBefore(shownUntil) ? socket.shownUntil() : shownUntil;
    SocketItem left = SocketItem.of(new Socket(socket.device(), socket.since(), until, socket.away(), true));
    return updateExisting(before.userId(), "ADD version :one SET sockets.#connection = :socket",
        Map.of("#connection", connectionId.value()), Map.of(":one", Values.number(1), ":socket", left.toValue()));
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    updateExisting(userId, "ADD version :one REMOVE sockets.#connection", Map.of("#connection", connectionId.value()),
        Map.of(":one", Values.number(1)));
  }

  @Override
  public void arm(UserId userId, Instant now, Instant checkAt) {
    try {
      client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
          .updateExpression("SET checkAt = :check").conditionExpression("checkAt <= :now").expressionAttributeValues(
              Map.of(":check", Values.number(checkAt.toEpochMilli()), ":now", Values.number(now.toEpochMilli()))));
    } catch (ConditionalCheckFailedException anotherIsUnderWay) {
      // which will do
    }
  }

  @Override
  public void renew(UserId userId) {
    updateExisting(userId, "ADD version :one", Map.of(), Map.of(":one", Values.number(1)));
  }

  @Override
  public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
    return set(userId, "doNotDisturb", Values.number(doNotDisturb ? 1 : 0));
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    set(userId, "hidesReceipts", Values.number(shared ? 0 : 1));
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    set(userId, "seenBy", Values.text(seenBy.name()));
  }

  /** Of somebody who never connected, a row without sockets. */
  private Presence set(UserId userId, String attribute, AttributeValue value) {
    return toPresence(client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
        .updateExpression("ADD version :one SET #attribute = :value, sockets = if_not_exists(sockets, :none), "
            + "lastActiveAt = if_not_exists(lastActiveAt, :never), checkAt = if_not_exists(checkAt, :never)")
        .expressionAttributeNames(Map.of("#attribute", attribute))
        .expressionAttributeValues(Map.of(":one", Values.number(1), ":value", value, ":none",
            AttributeValue.fromM(Map.of()), ":never", Values.number(0)))
        .returnValues(ReturnValue.ALL_NEW)).attributes());
  }

  @Override
  public void erase(UserId userId) {
    updateExisting(userId,
        "ADD version :one SET sockets = :none, lastActiveAt = :never, hidesReceipts = :yes REMOVE seenBy, doNotDisturb",
        Map.of(), Map.of(":one", Values.number(1), ":none", AttributeValue.fromM(Map.of()), ":never", Values.number(0),
            ":yes", Values.number(1)));
  }

  /** Empty if the user never connected. */
  private Optional<Presence> updateExisting(UserId userId, String expression, Map<String, String> names,
      Map<String, AttributeValue> values) {
    return update(userId, expression, EXISTS, names, values);
  }

  /** Empty if it is not so. */
  private Optional<Presence> update(UserId userId, String expression, String condition, Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      return Optional.of(toPresence(client.updateItem(update -> {
        update.tableName(table.tableName()).key(key(userId)).updateExpression(expression)
            .conditionExpression(condition).expressionAttributeValues(values)
            .returnValues(ReturnValue.ALL_NEW);
        if (!names.isEmpty()) {
          update.expressionAttributeNames(names);
        }
      }).attributes()));
    } catch (ConditionalCheckFailedException notSo) {
      return Optional.empty();
    }
  }

  private static Map<String, AttributeValue> key(UserId userId) {
    return Map.of("userId", Values.text(userId.value()));
  }

  private static Presence toPresence(Map<String, AttributeValue> row) {
    return PresenceItem.SCHEMA.mapToItem(row).toPresence();
  }

  @Override
  public Optional<Presence> current(UserId userId) {
    return Optional.ofNullable(table.getItem(get -> get.key(key -> key.partitionValue(userId.value()))
        .consistentRead(true))).map(PresenceItem::toPresence);
  }

  @Override
  public Map<UserId, Presence> current(Collection<UserId> userIds) {
    return read(userIds, true);
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return read(userIds, false);
  }

  private Map<UserId, Presence> read(Collection<UserId> userIds, boolean consistent) {
    List<UserId> all = List.copyOf(userIds);
    List<Presence> found = new ArrayList<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      found.addAll(readBatch(all.subList(start, Math.min(start + BATCH, all.size())), consistent));
    }
    return found.stream().collect(toMap(Presence::userId, Function.identity()));
  }

  private List<Presence> readBatch(List<UserId> userIds, boolean consistent) {
    ReadBatch.Builder<PresenceItem> batch = ReadBatch.builder(PresenceItem.class).mappedTableResource(table);
    userIds.forEach(id -> batch
        .addGetItem(get -> get.key(key -> key.partitionValue(id.value())).consistentRead(consistent)));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(PresenceItem::toPresence).toList();
  }
}
