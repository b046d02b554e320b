package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThan;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThanOrEqualTo;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.channel.Roster;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import chat.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Memberships on table Memberships and its index by user. */
public final class DynamoMemberships implements Memberships {
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(channelId)").build();
  private static final String MEMBER = "attribute_exists(channelId) AND attribute_not_exists(leftSeq)";
  private static final String FORWARD = MEMBER
      + " AND delivered <= :delivered AND #read <= :read AND (delivered < :delivered OR #read < :read)";

  private static final String SHUT = "SET blocks = :yes, #role = if_not_exists(#role, :role), "
      + "joinedSeq = if_not_exists(joinedSeq, :none), readableFrom = if_not_exists(readableFrom, :first), "
      + "delivered = if_not_exists(delivered, :none), #read = if_not_exists(#read, :none)";

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<MembershipItem> table;

  public DynamoMemberships(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.MEMBERSHIPS.nameIn(stage), MembershipItem.SCHEMA);
  }

  @Override
  public Optional<Membership> find(ChannelId channelId, UserId userId) {
    return Optional
        .ofNullable(table.getItem(
            get -> get.key(key -> key.partitionValue(channelId.value()).sortValue(userId.value()))
                .consistentRead(true)))
        .map(MembershipItem::toMembership).filter(Membership::isActive);
  }

  /**
   * One write when both cursors move, as they mostly do. When one of them would go back, the item that the failed
   * condition returns tells where it must stay, and a second write moves the other.
   */
  @Override
  public CursorMove advance(UserId userId, Cursor cursor) {
    Cursor to = cursor;
    for (int tries = 0; tries < 2; tries++) {
      try {
        return new CursorMove.Moved(move(userId, to));
      } catch (ConditionalCheckFailedException notForward) {
        if (!notForward.hasItem()) {
          return new CursorMove.NotAMember();
        }
        Membership stored = MembershipItem.SCHEMA.mapToItem(notForward.item()).toMembership();
        if (!stored.isActive()) {
          return new CursorMove.NotAMember();
        }
        to = new Cursor(to.channelId(), Math.max(to.delivered(), stored.delivered()),
            Math.max(to.read(), stored.read()));
        if (to.delivered() == stored.delivered() && to.read() == stored.read()) {
          return new CursorMove.Unmoved();
        }
      }
    }
    return new CursorMove.Unmoved();
  }

  /** A raw update: it must leave every other attribute as it is. */
  private Membership move(UserId userId, Cursor to) {
    Map<String, AttributeValue> item = TransactionConflicts.outlast(() -> client.updateItem(update -> update
        .tableName(table.tableName())
        .key(Values.membershipKey(to.channelId(), userId)).updateExpression("SET delivered = :delivered, #read = :read")
        .conditionExpression(FORWARD).expressionAttributeNames(Map.of("#read", "read"))
        .expressionAttributeValues(
            Map.of(":delivered", Values.number(to.delivered()), ":read", Values.number(to.read())))
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))).attributes();
    return MembershipItem.SCHEMA.mapToItem(item).toMembership();
  }

  @Override
  public void addDirect(ChannelId channelId, UserId userId) {
    try {
      table.putItem(
          put -> put.item(MembershipItem.of(Membership.direct(channelId, userId))).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException alreadyAMember) {
      // their cursors stay as they are
    }
  }

  /** Raw updates: they must leave the cursors as they are. */
  @Override
  public void shut(ChannelId channelId, UserId userId, boolean blocks) {
    if (blocks) {
      client.updateItem(update -> update.tableName(table.tableName()).key(Values.membershipKey(channelId, userId))
          .updateExpression(SHUT).expressionAttributeNames(Map.of("#role", "role", "#read", "read"))
          .expressionAttributeValues(Map.of(":yes", Values.number(1), ":none", Values.number(0), ":first",
              Values.number(1), ":role", Values.text(Role.MEMBER.name()))));
    } else {
      try {
        client.updateItem(update -> update.tableName(table.tableName()).key(Values.membershipKey(channelId, userId))
            .updateExpression("REMOVE blocks").conditionExpression("attribute_exists(channelId)"));
      } catch (ConditionalCheckFailedException notAMember) {
        // nothing was shut
      }
    }
  }

  /** A raw update: it must leave every other attribute as it is. */
  @Override
  public boolean mute(ChannelId channelId, UserId userId, Instant until) {
    UpdateItemRequest.Builder update = UpdateItemRequest.builder().tableName(table.tableName())
        .key(Values.membershipKey(channelId, userId)).conditionExpression(MEMBER);
    if (until.equals(Instant.EPOCH)) {
      update.updateExpression("REMOVE mutedUntil");
    } else {
      update.updateExpression("SET mutedUntil = :until")
          .expressionAttributeValues(Map.of(":until", Values.number(until.toEpochMilli())));
    }
    try {
      TransactionConflicts.outlast(() -> client.updateItem(update.build()));
      return true;
    } catch (ConditionalCheckFailedException notAMember) {
      return false;
    }
  }

  @Override
  public void erase(ChannelId channelId, UserId userId) {
    String erased = "SET delivered = :none, #read = :none";
    String unmuted = " REMOVE mutedUntil";
    Map<String, AttributeValue> none = Map.of(":none", Values.number(0));
    Map<String, AttributeValue> shut = Map.of(":none", Values.number(0), ":yes", Values.number(1));
    try {
      TransactionConflicts.outlast(() -> client.updateItem(update -> update.tableName(table.tableName())
          .key(Values.membershipKey(channelId, userId))
          .updateExpression((channelId.isDirect() ? erased + ", blocks = :yes" : erased) + unmuted)
          .conditionExpression("attribute_exists(channelId)").expressionAttributeNames(Map.of("#read", "read"))
          .expressionAttributeValues(channelId.isDirect() ? shut : none)));
    } catch (ConditionalCheckFailedException notAMember) {
      // nothing is left
    }
  }

  @Override
  public Roster first(ChannelId channelId, int limit) {
    List<Membership> places = query(keyEqualTo(key -> key.partitionValue(channelId.value())), limit).limit(limit)
        .toList();
    return new Roster(places, places.size() < limit);
  }

  @Override
  public List<Membership> all(ChannelId channelId) {
    return query(keyEqualTo(key -> key.partitionValue(channelId.value())), null).toList();
  }

  @Override
  public Page page(ChannelId channelId, @Nullable UserId after, int limit) {
    List<Membership> places = query(after == null
        ? keyEqualTo(key -> key.partitionValue(channelId.value()))
        : sortGreaterThan(key -> key.partitionValue(channelId.value()).sortValue(after.value())), limit).limit(limit)
        .toList();
    return new Page(places.stream().filter(Membership::isActive).toList(),
        places.size() == limit ? Optional.of(places.getLast().userId()) : Optional.empty());
  }

  private Stream<Membership> query(QueryConditional condition, @Nullable Integer pageSize) {
    return table.query(query -> query.queryConditional(condition).consistentRead(true).limit(pageSize)).items().stream()
        .map(MembershipItem::toMembership);
  }

  @Override
  public List<Membership> of(UserId userId, @Nullable ChannelId first, int limit) {
    QueryConditional condition = first == null
        ? keyEqualTo(key -> key.partitionValue(userId.value()))
        : sortGreaterThanOrEqualTo(key -> key.partitionValue(userId.value()).sortValue(first.value()));
    return table.index(MembershipItem.BY_USER).query(query -> query.queryConditional(condition).limit(limit)).stream()
        .flatMap(page -> page.items().stream()).limit(limit).map(MembershipItem::toMembership).toList();
  }

  @Override
  public List<Membership> find(List<Key> keys) {
    ReadBatch.Builder<MembershipItem> batch = ReadBatch.builder(MembershipItem.class).mappedTableResource(table);
    keys.stream().distinct().forEach(key -> batch.addGetItem(get -> get
        .key(item -> item.partitionValue(key.channelId().value()).sortValue(key.userId().value()))
        .consistentRead(true)));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(MembershipItem::toMembership).toList();
  }
}
