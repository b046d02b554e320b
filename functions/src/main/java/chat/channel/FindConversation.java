package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Conversation;
import chat.model.Membership;
import chat.model.UserId;
import chat.presence.ReceiptPrivacy;
import java.util.List;
import java.util.Optional;

/** One channel as one of its members sees it. */
public final class FindConversation {
  private final Channels channels;
  private final Memberships memberships;
  private final ReceiptPrivacy privacy;

  public FindConversation(Channels channels, Memberships memberships, ReceiptPrivacy privacy) {
    this.channels = channels;
    this.memberships = memberships;
    this.privacy = privacy;
  }

  /**
   * Empty for whoever is not a member. The membership is read last, so who was removed meanwhile gets nothing; and it is read
   * of any channel, so nobody learns by the time it takes whether there is one.
   */
  public Optional<Conversation> find(UserId viewer, ChannelId channelId) {
    Optional<Channel> found = channels.get(channelId);
    Optional<Membership> place = memberships.find(channelId, viewer);
    return found.flatMap(channel -> place
        .map(member -> new Conversation(channel.visibleTo(member), member, peer(viewer, channel))));
  }

  private Optional<Membership> peer(UserId viewer, Channel channel) {
    return switch (channel.kind()) {
      case Channel.Kind.Direct direct when !direct.peerOf(viewer).equals(viewer) ->
        memberships.find(channel.id(), direct.peerOf(viewer))
            .map(peer -> privacy.as(viewer, List.of(peer)).getFirst());
      case Channel.Kind _ -> Optional.empty();
    };
  }
}
