package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Messages. {@code origin} is the sending socket; {@code sentAt} milliseconds since 1970. */
record MessageItem(String channelId, long seq, String sender, String clientMessageId, long sentAt, String content,
    @Nullable String origin) {

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
      .build();

  static MessageItem of(LogEntry entry) {
    Message message = entry.message();
    return new MessageItem(message.channelId().value(), message.seq(), message.sender().value(),
        message.clientMessageId().value(), message.sentAt().toEpochMilli(), MessageJson.encode(message.content()),
        entry.origin().map(ConnectionId::value).orElse(null));
  }

  Message toMessage() {
    return new Message(new ChannelId(channelId), seq, new UserId(sender), new ClientMessageId(clientMessageId),
        Instant.ofEpochMilli(sentAt), MessageJson.decodeContent(content));
  }

  LogEntry toEntry() {
    return new LogEntry(toMessage(), Optional.ofNullable(origin).map(ConnectionId::new));
  }

  static final class Builder {
    private String channelId = "";
    private long seq;
    private String sender = "";
    private String clientMessageId = "";
    private long sentAt;
    private String content = "";
    private @Nullable String origin;

    private MessageItem build() {
      return new MessageItem(channelId, seq, sender, clientMessageId, sentAt, content, origin);
    }
  }
}
