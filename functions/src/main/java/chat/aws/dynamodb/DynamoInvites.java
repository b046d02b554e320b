package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;

import chat.group.Invites;
import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.topology.Topology;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Invites on table Invites. One that is closed has no uses left; its row goes when it expires. */
public final class DynamoInvites implements Invites {
  private final DynamoDbClient client;
  private final DynamoDbTable<InviteItem> table;

  public DynamoInvites(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.table = enhanced.table(Topology.INVITES.nameIn(stage), InviteItem.SCHEMA);
  }

  static Map<String, AttributeValue> key(InviteCode code) {
    return Map.of("channelId", Values.text(code.channelId().value()), "secret", Values.text(code.secret()));
  }

  @Override
  public void create(Invite invite) {
    table.putItem(InviteItem.of(invite));
  }

  @Override
  public Optional<Invite> find(InviteCode code) {
    return Optional
        .ofNullable(table.getItem(get -> get
            .key(key -> key.partitionValue(code.channelId().value()).sortValue(code.secret())).consistentRead(true)))
        .map(InviteItem::toInvite);
  }

  @Override
  public void revoke(InviteCode code) {
    try {
      TransactionConflicts.outlast(() -> client.updateItem(update -> update.tableName(table.tableName()).key(key(code))
          .updateExpression("SET #uses = :none").conditionExpression("attribute_exists(channelId)")
          .expressionAttributeNames(Map.of("#uses", "uses"))
          .expressionAttributeValues(Map.of(":none", Values.number(0)))));
    } catch (ConditionalCheckFailedException unknown) {
      // nothing to close
    }
  }

  @Override
  public void revokeAll(ChannelId channelId) {
    table.query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(channelId.value())))
        .consistentRead(true)).items().stream().filter(item -> item.uses() > 0)
        .forEach(item -> revoke(item.toInvite().code()));
  }
}
