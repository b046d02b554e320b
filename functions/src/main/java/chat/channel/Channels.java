package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;
import java.util.Optional;

/** What a conversation list shows of each channel. */
public interface Channels {
  /** Creates the channel unless it exists. */
  void openDirect(ChannelId channelId, Channel.Kind.Direct kind);

  /** Strongly consistent: what a decision stands on. */
  Optional<Channel> get(ChannelId channelId);

  /**
   * Moves head, and last message if there is one, forward to this entry; never back. Returns false when the head was there
   * already, but the last message is older than this one: entries came out of order.
   */
  boolean advance(ChannelId channelId, long head, Optional<Message> preview);

  /** Shows this as last message, in this revision, unless a newer one is shown. */
  void showLast(Message preview, long revision);

  /** Shows the last message as it is now, if it is this one. {@code revision}: an older one changes nothing. */
  void amendLast(Message preview, long revision);

  /** Those that exist, in no order; at most {@value chat.model.Limits#SYNC_PAGE} at once; may lag by a moment. */
  List<Channel> find(List<ChannelId> channelIds);
}
