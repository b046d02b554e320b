package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Presence. {@code connections} holds each socket by its connection id; all times are milliseconds since 1970;
 * {@code hidesReceipts} is 1, 0 or absent; without {@code seenBy}, everyone sees it.
 */
record PresenceItem(String userId, Map<String, SocketItem> connections, long lastActiveAt, long leaseUntil,
    @Nullable Integer hidesReceipts, @Nullable String seenBy) {

  static final StaticImmutableTableSchema<PresenceItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(PresenceItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(PresenceItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(EnhancedType.mapOf(EnhancedType.of(String.class),
          EnhancedType.documentOf(SocketItem.class, SocketItem.SCHEMA)),
          a -> a.name("connections")
              .getter(PresenceItem::connections).setter((b, value) -> b.connections = value))
      .addAttribute(Long.class, a -> a.name("lastActiveAt").getter(PresenceItem::lastActiveAt)
          .setter((b, value) -> b.lastActiveAt = value))
      .addAttribute(Long.class, a -> a.name("leaseUntil").getter(PresenceItem::leaseUntil)
          .setter((b, value) -> b.leaseUntil = value))
      .addAttribute(Integer.class, a -> a.name("hidesReceipts").getter(PresenceItem::hidesReceipts)
          .setter((b, value) -> b.hidesReceipts = value))
      .addAttribute(String.class,
          a -> a.name("seenBy").getter(PresenceItem::seenBy).setter((b, value) -> b.seenBy = value))
      .build();

  Presence toPresence() {
    return new Presence(new UserId(userId),
        connections.entrySet().stream().collect(
            Collectors.toMap(entry -> new ConnectionId(entry.getKey()), entry -> entry.getValue().toSocket())),
        Instant.ofEpochMilli(lastActiveAt), Instant.ofEpochMilli(leaseUntil),
        hidesReceipts == null || hidesReceipts == 0, seenBy == null ? Reach.EVERYONE : Reach.valueOf(seenBy));
  }

  static final class Builder {
    private String userId = "";
    private Map<String, SocketItem> connections = Map.of();
    private long lastActiveAt;
    private long leaseUntil;
    private @Nullable Integer hidesReceipts;
    private @Nullable String seenBy;

    private PresenceItem build() {
      return new PresenceItem(userId, connections, lastActiveAt, leaseUntil, hidesReceipts, seenBy);
    }
  }
}
