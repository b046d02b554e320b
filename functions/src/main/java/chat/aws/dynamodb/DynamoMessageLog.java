package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThanOrEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortLessThan;

import chat.channel.StateChange;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import chat.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The log on table Messages. */
public final class DynamoMessageLog implements MessageLog {
  private static final Expression FREE = Expression.builder().expression("attribute_not_exists(channelId)").build();
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
  private static final Set<String> LOOK_AGAIN = Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient client;
  private final DynamoDbTable<MessageItem> table;
  private final StateChangeWrites changes;

  public DynamoMessageLog(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.table = enhanced.table(Topology.MESSAGES.nameIn(stage), MessageItem.SCHEMA);
    this.changes = new StateChangeWrites(stage);
  }

  @Override
  public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
    return query(sortGreaterThanOrEqualTo(key -> key.partitionValue(channelId.value()).sortValue(seq)), true, limit)
        .toList();
  }

  @Override
  public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
    return query(sortLessThan(key -> key.partitionValue(channelId.value()).sortValue(seq)), false, limit).toList()
        .reversed();
  }

  private Stream<LogEntry> query(QueryConditional condition, boolean forward, int limit) {
    return table.query(
        query -> query.queryConditional(condition).scanIndexForward(forward).consistentRead(true).limit(limit)).items()
        .stream().limit(limit).map(MessageItem::toEntry);
  }

  @Override
  public boolean put(LogEntry entry, Optional<StateChange> change) {
    return change.isEmpty() ? put(entry) : putWith(entry, change.get());
  }

  private boolean put(LogEntry entry) {
    try {
      table.putItem(put -> put.item(MessageItem.of(entry)).conditionExpression(FREE));
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException taken) {
      return false;
    }
  }

  private boolean putWith(LogEntry entry, StateChange change) {
    try {
      client.transactWriteItems(transaction -> transaction.transactItems(
          Stream.concat(Stream.of(changes.put(entry)), changes.of(change, entry.message().seq())).toList()));
      return true;
    } catch (TransactionCanceledException canceled) {
      if (canceled.cancellationReasons().stream().allMatch(reason -> LOOK_AGAIN.contains(reason.code()))) {
        return false;
      }
      throw canceled;
    }
  }

  @Override
  public boolean replace(LogEntry entry) {
    long before = entry.amendments().revision() - 1;
    Expression asBefore = before == 0
        ? Expression.builder().expression("attribute_not_exists(revision)").build()
        : Expression.builder().expression("revision = :before").putExpressionValue(":before", Values.number(before))
            .build();
    try {
      table.putItem(put -> put.item(MessageItem.of(entry)).conditionExpression(asBefore));
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException changedMeanwhile) {
      return false;
    }
  }
}
