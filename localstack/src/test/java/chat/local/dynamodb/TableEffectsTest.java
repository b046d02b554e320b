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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

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
    assertEquals(List.of(told("Messages", "channelId=c seq=7"), told("Channels", "channelId=c")),
        new TableEffects("local").describe(TIMING, "TransactWriteItems", transaction, null));
  }

  private static Effect told(String table, String key) {
    return new Effect.TableCall(Instant.EPOCH, Duration.ofMillis(2), "TransactWriteItems", table, List.of(key),
        Effect.OK);
  }
}
