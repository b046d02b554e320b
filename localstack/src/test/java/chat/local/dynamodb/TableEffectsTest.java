package chat.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.local.function.CallTrace;
import chat.local.trace.Effect;
import chat.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class TableEffectsTest {
  private static final CallTrace.Timing TIMING = new CallTrace.Timing(Instant.EPOCH, Duration.ofMillis(2), Effect.OK);
  private static final AttributeValue CHANNEL = AttributeValue.fromS("c");

  @Test
  void aTransactionIsToldTableByTable() {
    TransactWriteItem message = TransactWriteItem.builder()
        .put(put -> put.tableName(Topology.MESSAGES.nameIn("local"))
            .item(Map.of("channelId", CHANNEL, "seq", AttributeValue.fromN("7"), "text", CHANNEL)))
        .build();
    TransactWriteItem channel = TransactWriteItem.builder()
        .update(update -> update.tableName(Topology.CHANNELS.nameIn("local")).key(Map.of("channelId", CHANNEL)))
        .build();
    TransactWriteItemsRequest transaction = TransactWriteItemsRequest.builder()
        .transactItems(List.of(message, channel)).build();
    assertEquals(List.of(told("TransactWriteItems", "Messages", "channelId=c seq=7"),
        told("TransactWriteItems", "Channels", "channelId=c")),
        new TableEffects("local").describe(TIMING, "TransactWriteItems", transaction, null));
  }

  @Test
  void aBatchTellsWhatItPutsAndDeletes() {
    Map<String, AttributeValue> key = Map.of("watcher", AttributeValue.fromS("ann"), "watched",
        AttributeValue.fromS("bob"));
    Map<String, AttributeValue> row = Map.of("watcher", AttributeValue.fromS("bob"), "watched",
        AttributeValue.fromS("ann"), "version", AttributeValue.fromN("7"));
    BatchWriteItemRequest batch = BatchWriteItemRequest.builder()
        .requestItems(Map.of(Topology.WATCHES.nameIn("local"),
            List.of(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build(),
                WriteRequest.builder().putRequest(put -> put.item(row)).build())))
        .build();
    assertEquals(List.of(told("BatchWriteItem", "Watches", "watched=bob watcher=ann", "watched=ann watcher=bob")),
        new TableEffects("local").describe(TIMING, "BatchWriteItem", batch, null));
  }

  private static Effect told(String operation, String table, String... keys) {
    return new Effect.TableCall(Instant.EPOCH, Duration.ofMillis(2), operation, table, List.of(keys), Effect.OK);
  }
}
