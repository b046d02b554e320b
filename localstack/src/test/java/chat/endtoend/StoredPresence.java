package chat.endtoend;

import static java.util.stream.Collectors.toMap;

import chat.local.EmbeddedCloud;
import chat.topology.Topology;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The open connections of a user as the table has them. */
record StoredPresence(EmbeddedCloud cloud, String user) {
  Map<String, AttributeValue> connections() {
    Map<String, AttributeValue> presence = cloud.dynamoDb().getItem(get -> get
        .tableName(Topology.PRESENCE.nameIn(cloud.stage())).key(Map.of("userId", AttributeValue.fromS(user)))).item();
    return presence.get("sockets").m().entrySet().stream()
        .filter(socket -> !socket.getValue().m().containsKey("closed"))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A socket of the last few seconds may still be in its handshake and is not given up. Makes all an hour old. */
  void age() {
    String anHourAgo = Long.toString(System.currentTimeMillis() - 3_600_000);
    connections().keySet().forEach(connectionId -> cloud.dynamoDb()
        .updateItem(update -> update.tableName(Topology.PRESENCE.nameIn(cloud.stage()))
            .key(Map.of("userId", AttributeValue.fromS(user))).updateExpression("SET sockets.#id.since = :then")
            .expressionAttributeNames(Map.of("#id", connectionId))
            .expressionAttributeValues(Map.of(":then", AttributeValue.fromN(anHourAgo)))));
  }
}
