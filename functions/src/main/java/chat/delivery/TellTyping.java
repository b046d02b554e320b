package chat.delivery;

import chat.channel.Memberships;
import chat.channel.Roster;
import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.UserId;
import chat.wire.ServerEvent.MemberTyping;

/** Tells the other members of a channel that one of them is writing. */
public final class TellTyping {
  private final Memberships memberships;
  private final Audience audience;
  private final Courier courier;

  public TellTyping(Memberships memberships, Audience audience, Courier courier) {
    this.memberships = memberships;
    this.audience = audience;
    this.courier = courier;
  }

  /** Returns false for whoever is not a member. */
  public boolean tell(UserId userId, ChannelId channelId) {
    Roster roster = memberships.first(channelId, Limits.SIGNALLED_MEMBERS + 1);
    if (roster.member(userId).isEmpty() && (roster.complete() || memberships.find(channelId, userId).isEmpty())) {
      return false;
    }
    courier.signal(new MemberTyping(channelId, userId), audience
        .connectionsOf(roster.signalled(userId).stream().filter(member -> !member.equals(userId)).toList()));
    return true;
  }
}
