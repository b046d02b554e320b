package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Message;
import java.util.List;

/** What a conversation list shows of each channel. */
public interface Channels {
  /** Creates the channel unless it exists. */
  void openDirect(ChannelId channelId, Channel.Kind.Direct kind);

  /** Moves head and last message forward to this message, of which a preview is kept, never back. */
  void advance(Message newest);

  /** Those that exist, strongly consistent, in no order; at most {@value chat.model.Limits#SYNC_PAGE} at once. */
  List<Channel> find(List<ChannelId> channelIds);
}
