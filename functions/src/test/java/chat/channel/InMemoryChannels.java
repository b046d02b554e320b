package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Channels in memory. */
public final class InMemoryChannels implements Channels {
  private final Map<ChannelId, Channel> channels = new HashMap<>();
  private final Map<ChannelId, Long> lastRevisions = new HashMap<>();

  @Override
  public synchronized void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    channels.putIfAbsent(channelId, Channel.opened(channelId, kind));
  }

  @Override
  public synchronized Optional<Channel> get(ChannelId channelId) {
    return Optional.ofNullable(channels.get(channelId));
  }

  @Override
  public synchronized boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
    Channel before = channels.get(channelId);
    if (before == null) {
      return true;
    }
    boolean newer = preview.isPresent() && isNewer(before, preview.get());
    if (before.head() >= head) {
      return !newer;
    }
    if (newer) {
      lastRevisions.remove(channelId);
    }
    put(before, head, newer ? preview : before.lastMessage());
    return true;
  }

  @Override
  public synchronized void showLast(Message preview, long revision) {
    Channel before = channels.get(preview.channelId());
    if (before != null && isNewer(before, preview)) {
      lastRevisions.put(preview.channelId(), revision);
      put(before, before.head(), Optional.of(preview));
    }
  }

  private static boolean isNewer(Channel channel, Message preview) {
    return channel.lastMessage().map(last -> last.seq() < preview.seq()).orElse(true);
  }

  @Override
  public synchronized void amendLast(Message preview, long revision) {
    Channel before = channels.get(preview.channelId());
    if (before != null && before.lastMessage().filter(last -> last.seq() == preview.seq()).isPresent()
        && lastRevisions.getOrDefault(preview.channelId(), 0L) < revision) {
      lastRevisions.put(preview.channelId(), revision);
      put(before, before.head(), Optional.of(preview));
    }
  }

  private void put(Channel before, long head, Optional<Message> lastMessage) {
    channels.put(before.id(),
        new Channel(before.id(), before.kind(), before.version(), before.pinned(), head, lastMessage));
  }

  @Override
  public synchronized List<Channel> find(List<ChannelId> channelIds) {
    return channelIds.stream().filter(channels::containsKey).map(channels::get).toList();
  }

  /** Whether the change may be stored: for the fake of the log, which does so. */
  public synchronized boolean allows(Channel changed) {
    @Nullable
    Channel before = channels.get(changed.id());
    return changed.version() == 1 ? before == null : before != null && before.version() == changed.version() - 1;
  }

  public synchronized void change(Channel changed) {
    Channel before = channels.getOrDefault(changed.id(), changed);
    channels.put(changed.id(), new Channel(changed.id(), changed.kind(), changed.version(), changed.pinned(),
        before.head(), before.lastMessage()));
  }
}
