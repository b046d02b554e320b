package chat.delivery;

import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.UserId;
import chat.wire.ServerEvent.MemberTyping;
import java.util.List;

/** Tells the other members of a channel that one of them is writing. */
public final class TellTyping {
  private final Audience audience;
  private final Broadcast broadcast;

  public TellTyping(Audience audience, Broadcast broadcast) {
    this.audience = audience;
    this.broadcast = broadcast;
  }

  /** Returns false for whoever is not a member. */
  public boolean tell(UserId userId, ChannelId channelId) {
    List<UserId> members = audience.membersOf(channelId);
    if (!members.contains(userId)) {
      return false;
    }
    if (members.size() <= Limits.SIGNALLED_MEMBERS) {
      List<UserId> others = members.stream().filter(member -> !member.equals(userId)).toList();
      broadcast.post(new MemberTyping(channelId, userId), audience.connectionsOf(others));
    }
    return true;
  }
}
