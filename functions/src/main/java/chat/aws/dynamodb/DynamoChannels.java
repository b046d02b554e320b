package chat.aws.dynamodb;

import chat.channel.Channels;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import chat.topology.Topology;
import chat.wire.MessageJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Channels on table Channels. The raw updates leave every other attribute as it is. */
public final class DynamoChannels implements Channels {
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(channelId)").build();

  private static final String NEWER_LAST = "(attribute_not_exists(lastSeq) OR lastSeq < :seq)";

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<ChannelItem> table;

  public DynamoChannels(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.CHANNELS.nameIn(stage), ChannelItem.SCHEMA);
  }

  @Override
  public void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    try {
      table.putItem(
          put -> put.item(ChannelItem.of(Channel.opened(channelId, kind))).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException alreadyOpen) {
      // as it should be
    }
  }

  @Override
  public Optional<Channel> get(ChannelId channelId) {
    return Optional
        .ofNullable(table.getItem(get -> get.key(key -> key.partitionValue(channelId.value())).consistentRead(true)))
        .map(ChannelItem::toChannel);
  }

  /** One write. Only when a late batch has an older message to show than there is, a second one moves the head alone. */
  @Override
  public boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":head", Values.number(head)));
    if (preview.isEmpty()) {
      update(channelId, "SET head = :head", "head < :head", values);
      return true;
    }
    values.putAll(last(preview.get()));
    Optional<Channel> obstacle = update(channelId,
        "SET head = :head, lastMessage = :message, lastSeq = :seq REMOVE lastRevision",
        "head < :head AND " + NEWER_LAST, values).map(item -> ChannelItem.SCHEMA.mapToItem(item).toChannel());
    if (obstacle.filter(channel -> channel.head() < head).isPresent()) {
      update(channelId, "SET head = :head", "head < :head", Map.of(":head", Values.number(head)));
      return true;
    }
    return obstacle.isEmpty()
        || obstacle.get().lastMessage().filter(last -> last.seq() >= preview.get().seq()).isPresent();
  }

  @Override
  public void showLast(Message preview, long revision) {
    Map<String, AttributeValue> values = new HashMap<>(last(preview));
    values.put(":revision", Values.number(revision));
    update(preview.channelId(), "SET lastMessage = :message, lastSeq = :seq, lastRevision = :revision", NEWER_LAST,
        values);
  }

  private static Map<String, AttributeValue> last(Message preview) {
    return Map.of(":message", Values.text(MessageJson.encode(preview)), ":seq", Values.number(preview.seq()));
  }

  @Override
  public void amendLast(Message preview, long revision) {
    Map<String, AttributeValue> values = new HashMap<>(last(preview));
    values.put(":revision", Values.number(revision));
    update(preview.channelId(), "SET lastMessage = :message, lastRevision = :revision",
        "lastSeq = :seq AND (attribute_not_exists(lastRevision) OR lastRevision < :revision)",
        values);
  }

  /** Returns the item that did not meet the condition, if there is one. */
  private Optional<Map<String, AttributeValue>> update(ChannelId channelId, String expression, String condition,
      Map<String, AttributeValue> values) {
    try {
      TransactionConflicts.outlast(() -> client.updateItem(update -> update.tableName(table.tableName())
          .key(Values.channelKey(channelId)).updateExpression(expression).conditionExpression(condition)
          .expressionAttributeValues(values)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      return Optional.empty();
    } catch (ConditionalCheckFailedException notSo) {
      return notSo.hasItem() ? Optional.of(notSo.item()) : Optional.empty();
    }
  }

  @Override
  public List<Channel> find(List<ChannelId> channelIds) {
    ReadBatch.Builder<ChannelItem> batch = ReadBatch.builder(ChannelItem.class).mappedTableResource(table);
    channelIds.forEach(id -> batch.addGetItem(Key.builder().partitionValue(id.value()).build()));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(ChannelItem::toChannel).toList();
  }
}
