package chat.simulation;

import chat.channel.Channels;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;
import java.util.Optional;

/** The channels behind it, for a bug to change one thing of. */
abstract class ForwardingChannels implements Channels {
  final Channels channels;

  ForwardingChannels(Channels channels) {
    this.channels = channels;
  }

  @Override
  public void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    channels.openDirect(channelId, kind);
  }

  @Override
  public Optional<Channel> get(ChannelId channelId) {
    return channels.get(channelId);
  }

  @Override
  public boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
    return channels.advance(channelId, head, preview);
  }

  @Override
  public void showLast(Message preview, long revision) {
    channels.showLast(preview, revision);
  }

  @Override
  public void amendLast(Message preview, long revision) {
    channels.amendLast(preview, revision);
  }

  @Override
  public List<Channel> find(List<ChannelId> channelIds) {
    return channels.find(channelIds);
  }
}
