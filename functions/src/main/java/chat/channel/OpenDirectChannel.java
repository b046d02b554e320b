package chat.channel;

import chat.model.Channel.Kind.Direct;
import chat.model.ChannelId;
import chat.model.UserId;

/** Opens the channel of two users. Safe to run twice, from both sides at once, and again after a crash half way. */
public final class OpenDirectChannel {
  private final Channels channels;
  private final Memberships memberships;

  public OpenDirectChannel(Channels channels, Memberships memberships) {
    this.channels = channels;
    this.memberships = memberships;
  }

  /** The opener becomes a member last: whoever is a member of a direct channel finds it complete. */
  public void open(UserId opener, UserId peer) {
    ChannelId channelId = ChannelId.direct(opener, peer);
    channels.openDirect(channelId, new Direct(opener, peer));
    memberships.addDirect(channelId, peer);
    memberships.addDirect(channelId, opener);
  }
}
