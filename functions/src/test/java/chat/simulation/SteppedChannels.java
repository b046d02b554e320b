package chat.simulation;

import chat.channel.Channels;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;
import java.util.Optional;

/** Channels as functions reach them. Reading several may lag. */
final class SteppedChannels implements Channels {
  private final Steps steps;
  private final Tables tables;

  SteppedChannels(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    steps.call("open " + channelId, () -> {
      tables.openDirect(channelId, kind);
      return "opened";
    });
  }

  @Override
  public Optional<Channel> get(ChannelId channelId) {
    return steps.call("get " + channelId, () -> tables.channels.get(channelId));
  }

  @Override
  public boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
    return steps.call(
        "advance the head of " + channelId + " to " + head + preview.map(shown -> " showing " + shown).orElse(""),
        () -> tables.advanceHead(channelId, head, preview));
  }

  @Override
  public void showLast(Message preview, long revision) {
    steps.call("show " + preview + " of revision " + revision, () -> {
      tables.showLast(preview, revision);
      return "shown";
    });
  }

  @Override
  public void amendLast(Message preview, long revision) {
    steps.call("amend what is shown to " + preview + " of revision " + revision, () -> {
      tables.amendLast(preview, revision);
      return "amended";
    });
  }

  @Override
  public List<Channel> find(List<ChannelId> channelIds) {
    return steps.call("find channels",
        () -> tables.pastChannels.find(channelIds, tables.pastChannels.moment()));
  }
}
