package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Channels. {@code one} and {@code other} are the members of a direct channel. */
record ChannelItem(String channelId, String one, String other, long head, @Nullable String lastMessage) {

  static final StaticImmutableTableSchema<ChannelItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(ChannelItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(ChannelItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("one").getter(ChannelItem::one).setter((b, value) -> b.one = value))
      .addAttribute(String.class, a -> a.name("other").getter(ChannelItem::other).setter((b, value) -> b.other = value))
      .addAttribute(Long.class, a -> a.name("head").getter(ChannelItem::head).setter((b, value) -> b.head = value))
      .addAttribute(String.class,
          a -> a.name("lastMessage").getter(ChannelItem::lastMessage).setter((b, value) -> b.lastMessage = value))
      .build();

  static ChannelItem open(ChannelId id, Channel.Kind.Direct kind) {
    return new ChannelItem(id.value(), kind.one().value(), kind.other().value(), 0, null);
  }

  Channel toChannel() {
    return new Channel(new ChannelId(channelId), new Channel.Kind.Direct(new UserId(one), new UserId(other)), head,
        Optional.ofNullable(lastMessage).map(MessageJson::decode));
  }

  static final class Builder {
    private String channelId = "";
    private String one = "";
    private String other = "";
    private long head;
    private @Nullable String lastMessage;

    private ChannelItem build() {
      return new ChannelItem(channelId, one, other, head, lastMessage);
    }
  }
}
