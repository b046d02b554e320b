package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import chat.messaging.Amendments;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ContentJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Messages: texts and numbers only. {@code origin} is the sending socket, {@code sentAt} milliseconds since 1970,
 * {@code express} and {@code announcement} are 1 or absent, and {@code revision} and {@code amendments} too, until the
 * first change.
 */
record MessageItem(String channelId, long seq, String sender, String clientMessageId, long sentAt, String content,
    @Nullable String origin, @Nullable Integer express, @Nullable Integer announcement, @Nullable String fingerprint,
    @Nullable Long revision, @Nullable String amendments) {

  static final StaticImmutableTableSchema<MessageItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(MessageItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(MessageItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey()))
      .addAttribute(Long.class, a -> a.name("seq").getter(MessageItem::seq).setter((b, value) -> b.seq = value)
          .tags(primarySortKey()))
      .addAttribute(String.class,
          a -> a.name("sender").getter(MessageItem::sender).setter((b, value) -> b.sender = value))
      .addAttribute(String.class, a -> a.name("clientMessageId").getter(MessageItem::clientMessageId)
          .setter((b, value) -> b.clientMessageId = value))
      .addAttribute(Long.class,
          a -> a.name("sentAt").getter(MessageItem::sentAt).setter((b, value) -> b.sentAt = value))
      .addAttribute(String.class,
          a -> a.name("content").getter(MessageItem::content).setter((b, value) -> b.content = value))
      .addAttribute(String.class,
          a -> a.name("origin").getter(MessageItem::origin).setter((b, value) -> b.origin = value))
      .addAttribute(Integer.class,
          a -> a.name("express").getter(MessageItem::express).setter((b, value) -> b.express = value))
      .addAttribute(Integer.class, a -> a.name("announcement").getter(MessageItem::announcement)
          .setter((b, value) -> b.announcement = value))
      .addAttribute(String.class, a -> a.name("fingerprint").getter(MessageItem::fingerprint)
          .setter((b, value) -> b.fingerprint = value))
      .addAttribute(Long.class,
          a -> a.name("revision").getter(MessageItem::revision).setter((b, value) -> b.revision = value))
      .addAttribute(String.class,
          a -> a.name("amendments").getter(MessageItem::amendments).setter((b, value) -> b.amendments = value))
      .build();

  static MessageItem of(LogEntry entry) {
    Message message = entry.message();
    Amendments amendments = entry.amendments();
    boolean amended = amendments.revision() > 0;
    return new MessageItem(message.channelId().value(), message.seq(), message.sender().value(),
        message.clientMessageId().value(), message.sentAt().toEpochMilli(), ContentJson.encode(message.content()),
        entry.origin().map(ConnectionId::value).orElse(null), flag(entry.express()), flag(entry.announcement()),
        entry.fingerprint().orElse(null), amended ? amendments.revision() : null,
        amended ? AmendmentsJson.encode(amendments) : null);
  }

  private static @Nullable Integer flag(boolean value) {
    return value ? 1 : null;
  }

  LogEntry toEntry() {
    Amendments changes = revision == null || amendments == null
        ? Amendments.NONE
        : AmendmentsJson.decode(revision, amendments);
    Message message = new Message(new ChannelId(channelId), seq, new UserId(sender),
        new ClientMessageId(clientMessageId), Instant.ofEpochMilli(sentAt), ContentJson.decode(content),
        changes.edited(), changes.reactions());
    return new LogEntry(message, Optional.ofNullable(origin).map(ConnectionId::new), express != null,
        announcement != null, Optional.ofNullable(fingerprint), changes);
  }

  static final class Builder {
    private String channelId = "";
    private long seq;
    private String sender = "";
    private String clientMessageId = "";
    private long sentAt;
    private String content = "";
    private @Nullable String origin;
    private @Nullable Integer express;
    private @Nullable Integer announcement;
    private @Nullable String fingerprint;
    private @Nullable Long revision;
    private @Nullable String amendments;

    private MessageItem build() {
      return new MessageItem(channelId, seq, sender, clientMessageId, sentAt, content, origin, express, announcement,
          fingerprint, revision, amendments);
    }
  }
}
