package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Presence. {@code connections} holds when each socket opened; all times are milliseconds since 1970;
 * {@code hidesReceipts} is 1 or absent.
 */
record PresenceItem(String userId, Map<String, Long> connections, long lastActiveAt, long leaseUntil,
    @Nullable Integer hidesReceipts) {

  static final StaticImmutableTableSchema<PresenceItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(PresenceItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(PresenceItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(EnhancedType.mapOf(String.class, Long.class), a -> a.name("connections")
          .getter(PresenceItem::connections).setter((b, value) -> b.connections = value))
      .addAttribute(Long.class, a -> a.name("lastActiveAt").getter(PresenceItem::lastActiveAt)
          .setter((b, value) -> b.lastActiveAt = value))
      .addAttribute(Long.class, a -> a.name("leaseUntil").getter(PresenceItem::leaseUntil)
          .setter((b, value) -> b.leaseUntil = value))
      .addAttribute(Integer.class, a -> a.name("hidesReceipts").getter(PresenceItem::hidesReceipts)
          .setter((b, value) -> b.hidesReceipts = value))
      .build();

  Presence toPresence() {
    return new Presence(new UserId(userId),
        connections.entrySet().stream().collect(
            Collectors.toMap(entry -> new ConnectionId(entry.getKey()),
                entry -> Instant.ofEpochMilli(entry.getValue()))),
        Instant.ofEpochMilli(lastActiveAt), Instant.ofEpochMilli(leaseUntil), hidesReceipts == null);
  }

  static final class Builder {
    private String userId = "";
    private Map<String, Long> connections = Map.of();
    private long lastActiveAt;
    private long leaseUntil;
    private @Nullable Integer hidesReceipts;

    private PresenceItem build() {
      return new PresenceItem(userId, connections, lastActiveAt, leaseUntil, hidesReceipts);
    }
  }
}
