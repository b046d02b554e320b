package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThan;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.UserId;
import chat.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** Memberships on table Memberships and its index by user. */
public final class DynamoMemberships implements Memberships {
  private final DynamoDbTable<MembershipItem> table;

  public DynamoMemberships(DynamoDbEnhancedClient dynamoDb, String stage) {
    this.table = dynamoDb.table(Topology.MEMBERSHIPS.nameIn(stage), MembershipItem.SCHEMA);
  }

  @Override
  public boolean contains(ChannelId channelId, UserId userId) {
    Key key = Key.builder().partitionValue(channelId.value()).sortValue(userId.value()).build();
    return table.getItem(get -> get.key(key).consistentRead(true)) != null;
  }

  @Override
  public void add(ChannelId channelId, UserId userId) {
    table.putItem(new MembershipItem(channelId.value(), userId.value()));
  }

  @Override
  public List<UserId> membersOf(ChannelId channelId) {
    return table
        .query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(channelId.value())))
            .consistentRead(true))
        .items().stream().map(item -> new UserId(item.userId())).toList();
  }

  @Override
  public List<ChannelId> channelsOf(UserId userId, @Nullable ChannelId after, int limit) {
    QueryConditional condition = after == null
        ? keyEqualTo(key -> key.partitionValue(userId.value()))
        : sortGreaterThan(key -> key.partitionValue(userId.value()).sortValue(after.value()));
    return table.index(MembershipItem.BY_USER).query(query -> query.queryConditional(condition).limit(limit)).stream()
        .map(Page::items).flatMap(List::stream).limit(limit).map(item -> new ChannelId(item.channelId())).toList();
  }
}
