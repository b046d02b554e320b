package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThan;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import chat.topology.Topology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Memberships on table Memberships and its index by user. */
public final class DynamoMemberships implements Memberships {
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(channelId)").build();

  private final DynamoDbTable<MembershipItem> table;

  public DynamoMemberships(DynamoDbEnhancedClient dynamoDb, String stage) {
    this.table = dynamoDb.table(Topology.MEMBERSHIPS.nameIn(stage), MembershipItem.SCHEMA);
  }

  @Override
  public Optional<Membership> find(ChannelId channelId, UserId userId) {
    return Optional.ofNullable(table.getItem(get -> get.key(key(channelId, userId)).consistentRead(true)))
        .map(MembershipItem::toMembership);
  }

  /**
   * One write when both cursors move, as they mostly do. When one of them would go back, the item that the failed
   * condition returns tells where it must stay, and a second write moves the other.
   */
  @Override
  public CursorMove advance(UserId userId, Cursor cursor) {
    long delivered = cursor.delivered();
    long read = cursor.read();
    for (int tries = 0; tries < 2; tries++) {
      try {
        return new CursorMove.Moved(
            move(new MembershipItem(cursor.channelId().value(), userId.value(), delivered, read)));
      } catch (ConditionalCheckFailedException notForward) {
        if (!notForward.hasItem()) {
          return new CursorMove.NotAMember();
        }
        MembershipItem stored = MembershipItem.SCHEMA.mapToItem(notForward.item());
        delivered = Math.max(delivered, stored.delivered());
        read = Math.max(read, stored.read());
        if (delivered == stored.delivered() && read == stored.read()) {
          return new CursorMove.Unmoved();
        }
      }
    }
    return new CursorMove.Unmoved();
  }

  private Membership move(MembershipItem to) {
    table.updateItem(update -> update.item(to).conditionExpression(forwardTo(to))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    return to.toMembership();
  }

  private static Expression forwardTo(MembershipItem to) {
    return Expression.builder()
        .expression("delivered <= :delivered AND #read <= :read AND (delivered < :delivered OR #read < :read)")
        .putExpressionName("#read", "read").putExpressionValue(":delivered", Values.number(to.delivered()))
        .putExpressionValue(":read", Values.number(to.read())).build();
  }

  @Override
  public void add(ChannelId channelId, UserId userId) {
    try {
      table.putItem(
          put -> put.item(MembershipItem.of(Membership.joined(channelId, userId))).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException alreadyAMember) {
      // their cursors stay as they are
    }
  }

  private static Key key(ChannelId channelId, UserId userId) {
    return Key.builder().partitionValue(channelId.value()).sortValue(userId.value()).build();
  }

  @Override
  public List<UserId> membersOf(ChannelId channelId) {
    return table
        .query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(channelId.value())))
            .consistentRead(true))
        .items().stream().map(item -> new UserId(item.userId())).toList();
  }

  @Override
  public List<Membership> of(UserId userId, @Nullable ChannelId after, int limit) {
    QueryConditional condition = after == null
        ? keyEqualTo(key -> key.partitionValue(userId.value()))
        : sortGreaterThan(key -> key.partitionValue(userId.value()).sortValue(after.value()));
    return table.index(MembershipItem.BY_USER).query(query -> query.queryConditional(condition).limit(limit)).stream()
        .map(Page::items).flatMap(List::stream).limit(limit).map(MembershipItem::toMembership).toList();
  }
}
