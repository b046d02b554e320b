package chat.aws.dynamodb;

import chat.channel.Channels;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import chat.topology.Topology;
import chat.wire.MessageJson;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Channels on table Channels. */
public final class DynamoChannels implements Channels {
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(channelId)").build();

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
      table.putItem(put -> put.item(ChannelItem.open(channelId, kind)).conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException alreadyOpen) {
      // as it should be
    }
  }

  /** A raw update: it must leave every other attribute as it is. */
  @Override
  public void advance(Message newest) {
    try {
      client.updateItem(update -> update.tableName(table.tableName())
          .key(Map.of("channelId", Values.text(newest.channelId().value())))
          .updateExpression("SET head = :head, lastMessage = :message").conditionExpression("head < :head")
          .expressionAttributeValues(Map.of(":head", Values.number(newest.seq()), ":message",
              Values.text(MessageJson.encode(newest.preview())))));
    } catch (ConditionalCheckFailedException alreadyFurther) {
      // a repeated or late stream record
    }
  }

  @Override
  public List<Channel> find(List<ChannelId> channelIds) {
    ReadBatch.Builder<ChannelItem> batch = ReadBatch.builder(ChannelItem.class).mappedTableResource(table);
    channelIds.forEach(id -> batch
        .addGetItem(get -> get.key(Key.builder().partitionValue(id.value()).build()).consistentRead(true)));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(ChannelItem::toChannel).toList();
  }
}
