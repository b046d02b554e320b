package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.GroupSettings;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Channels. {@code one} and {@code other} are the members of a direct channel; {@code name} to {@code size} belong
 * to a group. {@code pinned} are numbers with commas between. {@code lastSeq} and {@code lastRevision} are those of the
 * last message.
 */
record ChannelItem(String channelId, @Nullable String one, @Nullable String other, @Nullable String name,
    @Nullable String description, @Nullable Integer announcement, @Nullable String history, @Nullable Integer size,
    long version, @Nullable String pinned, long head, @Nullable String lastMessage) {

  static final StaticImmutableTableSchema<ChannelItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(ChannelItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(ChannelItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("one").getter(ChannelItem::one).setter((b, value) -> b.one = value))
      .addAttribute(String.class, a -> a.name("other").getter(ChannelItem::other).setter((b, value) -> b.other = value))
      .addAttribute(String.class, a -> a.name("name").getter(ChannelItem::name).setter((b, value) -> b.name = value))
      .addAttribute(String.class,
          a -> a.name("description").getter(ChannelItem::description).setter((b, value) -> b.description = value))
      .addAttribute(Integer.class, a -> a.name("announcement").getter(ChannelItem::announcement)
          .setter((b, value) -> b.announcement = value))
      .addAttribute(String.class,
          a -> a.name("history").getter(ChannelItem::history).setter((b, value) -> b.history = value))
      .addAttribute(Integer.class, a -> a.name("size").getter(ChannelItem::size).setter((b, value) -> b.size = value))
      .addAttribute(Long.class,
          a -> a.name("version").getter(ChannelItem::version).setter((b, value) -> b.version = value))
      .addAttribute(String.class,
          a -> a.name("pinned").getter(ChannelItem::pinned).setter((b, value) -> b.pinned = value))
      .addAttribute(Long.class, a -> a.name("head").getter(ChannelItem::head).setter((b, value) -> b.head = value))
      .addAttribute(String.class,
          a -> a.name("lastMessage").getter(ChannelItem::lastMessage).setter((b, value) -> b.lastMessage = value))
      .build();

  /** As it is created: without entries. */
  static ChannelItem of(Channel channel) {
    return switch (channel.kind()) {
      case Channel.Kind.Direct(UserId one, UserId other) -> new ChannelItem(channel.id().value(), one.value(),
          other.value(), null, null, null, null, null, channel.version(), null, 0, null);
      case Channel.Kind.Group(GroupSettings settings, int size) -> new ChannelItem(channel.id().value(), null, null,
          settings.name(), settings.description(), settings.announcement() ? 1 : 0, settings.history().name(), size,
          channel.version(), null, 0, null);
    };
  }

  Channel toChannel() {
    return new Channel(new ChannelId(channelId), kind(), version,
        AmendmentsJson.decodeNumbers(pinned == null ? "" : pinned), head,
        Optional.ofNullable(lastMessage).map(MessageJson::decode));
  }

  private Channel.Kind kind() {
    if (one != null && other != null) {
      return new Channel.Kind.Direct(new UserId(one), new UserId(other));
    }
    if (name == null || description == null || announcement == null || history == null || size == null) {
      throw new IllegalStateException("Row " + channelId + " of Channels is incomplete.");
    }
    return new Channel.Kind.Group(
        new GroupSettings(name, description, announcement == 1, GroupSettings.History.valueOf(history)), size);
  }

  static final class Builder {
    private String channelId = "";
    private @Nullable String one;
    private @Nullable String other;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Integer announcement;
    private @Nullable String history;
    private @Nullable Integer size;
    private long version;
    private @Nullable String pinned;
    private long head;
    private @Nullable String lastMessage;

    private ChannelItem build() {
      return new ChannelItem(channelId, one, other, name, description, announcement, history, size, version, pinned,
          head, lastMessage);
    }
  }
}
