package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Channels in memory. */
public final class InMemoryChannels implements Channels {
  private final Map<ChannelId, Channel> channels = new ConcurrentHashMap<>();

  @Override
  public void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    channels.putIfAbsent(channelId, new Channel(channelId, kind, 0, Optional.empty()));
  }

  @Override
  public void advance(Message newest) {
    channels.computeIfPresent(newest.channelId(), (id, channel) -> channel.head() < newest.seq()
        ? new Channel(id, channel.kind(), newest.seq(), Optional.of(newest.preview()))
        : channel);
  }

  @Override
  public List<Channel> find(List<ChannelId> channelIds) {
    return channelIds.stream().filter(channels::containsKey).map(channels::get).toList();
  }
}
