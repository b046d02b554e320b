package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThanOrEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortLessThan;

import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import chat.model.Message;
import chat.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The log on table Messages. */
public final class DynamoMessageLog implements MessageLog {
  private static final Expression FREE = Expression.builder().expression("attribute_not_exists(channelId)").build();

  private final DynamoDbTable<MessageItem> table;

  public DynamoMessageLog(DynamoDbEnhancedClient dynamoDb, String stage) {
    this.table = dynamoDb.table(Topology.MESSAGES.nameIn(stage), MessageItem.SCHEMA);
  }

  @Override
  public List<Message> from(ChannelId channelId, long seq, int limit) {
    return query(sortGreaterThanOrEqualTo(key -> key.partitionValue(channelId.value()).sortValue(seq)), true, limit)
        .toList();
  }

  @Override
  public List<Message> before(ChannelId channelId, long seq, int limit) {
    return query(sortLessThan(key -> key.partitionValue(channelId.value()).sortValue(seq)), false, limit).toList()
        .reversed();
  }

  private Stream<Message> query(QueryConditional condition, boolean forward, int limit) {
    return table.query(
        query -> query.queryConditional(condition).scanIndexForward(forward).consistentRead(true).limit(limit)).items()
        .stream().limit(limit).map(MessageItem::toMessage);
  }

  @Override
  public Optional<Message> putIfAbsent(LogEntry entry) {
    try {
      table.putItem(put -> put.item(MessageItem.of(entry)).conditionExpression(FREE)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException taken) {
      return Optional.of(MessageItem.SCHEMA.mapToItem(taken.item()).toMessage());
    }
  }
}
