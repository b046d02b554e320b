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
 * A row of Presence. {@code sockets} holds each by its connection id; all times are milliseconds since 1970, 0 for never;
 * {@code doNotDisturb} and {@code hidesReceipts} are 1, 0 or absent; without {@code seenBy}, everyone sees it.
 */
record PresenceItem(String userId, Map<String, SocketItem> sockets, long lastActiveAt, long version, long checkAt,
    @Nullable Integer doNotDisturb, @Nullable Integer hidesReceipts, @Nullable String seenBy) {

  static final StaticImmutableTableSchema<PresenceItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(PresenceItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(PresenceItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(EnhancedType.mapOf(EnhancedType.of(String.class),
          EnhancedType.documentOf(SocketItem.class, SocketItem.SCHEMA, nested -> nested.ignoreNulls(true))),
          a -> a.name("sockets").getter(PresenceItem::sockets).setter((b, value) -> b.sockets = value))
      .addAttribute(Long.class, a -> a.name("lastActiveAt").getter(PresenceItem::lastActiveAt)
          .setter((b, value) -> b.lastActiveAt = value))
      .addAttribute(Long.class,
          a -> a.name("version").getter(PresenceItem::version).setter((b, value) -> b.version = value))
      .addAttribute(Long.class,
          a -> a.name("checkAt").getter(PresenceItem::checkAt).setter((b, value) -> b.checkAt = value))
      .addAttribute(Integer.class, a -> a.name("doNotDisturb").getter(PresenceItem::doNotDisturb)
          .setter((b, value) -> b.doNotDisturb = value))
      .addAttribute(Integer.class, a -> a.name("hidesReceipts").getter(PresenceItem::hidesReceipts)
          .setter((b, value) -> b.hidesReceipts = value))
      .addAttribute(String.class,
          a -> a.name("seenBy").getter(PresenceItem::seenBy).setter((b, value) -> b.seenBy = value))
      .build();

  /** Of a user's very first socket. */
  static PresenceItem first(String userId, String connectionId, SocketItem socket, long lastActiveAt, long checkAt) {
    return new PresenceItem(userId, Map.of(connectionId, socket), lastActiveAt, 1, checkAt, null, null, null);
  }

  Presence toPresence() {
    return new Presence(new UserId(userId),
        sockets.entrySet().stream().collect(
            Collectors.toMap(entry -> new ConnectionId(entry.getKey()), entry -> entry.getValue().toSocket())),
        Instant.ofEpochMilli(lastActiveAt), version, Instant.ofEpochMilli(checkAt),
        doNotDisturb != null && doNotDisturb == 1, hidesReceipts == null || hidesReceipts == 0,
        seenBy == null ? Reach.EVERYONE : Reach.valueOf(seenBy));
  }

  static final class Builder {
    private String userId = "";
    private Map<String, SocketItem> sockets = Map.of();
    private long lastActiveAt;
    private long version;
    private long checkAt;
    private @Nullable Integer doNotDisturb;
    private @Nullable Integer hidesReceipts;
    private @Nullable String seenBy;

    private PresenceItem build() {
      return new PresenceItem(userId, sockets, lastActiveAt, version, checkAt, doNotDisturb, hidesReceipts, seenBy);
    }
  }
}
