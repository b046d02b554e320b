package chat.delivery;

import chat.channel.Memberships;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.wire.ServerEvent.Receipt;
import java.util.List;

/**
 * Moves a member's cursors forward and tells the others, their own other devices included. A receipt is a signal: one that
 * gets lost is made good by the next.
 */
public final class Acknowledge {
  private final Memberships memberships;
  private final Audience audience;
  private final Broadcast broadcast;

  public Acknowledge(Memberships memberships, Audience audience, Broadcast broadcast) {
    this.memberships = memberships;
    this.audience = audience;
    this.broadcast = broadcast;
  }

  /** Channels of which the user is no member, and cursors that do not move forward, change nothing. */
  public void acknowledge(UserId userId, ConnectionId origin, List<Cursor> cursors) {
    cursors.forEach(cursor -> memberships.advance(userId, cursor).ifPresent(moved -> tell(moved, origin)));
  }

  private void tell(Membership moved, ConnectionId origin) {
    List<UserId> members = audience.membersOf(moved.channelId());
    if (members.size() <= Limits.SIGNALLED_MEMBERS) {
      broadcast.post(new Receipt(moved), audience.connectionsOf(members).stream()
          .filter(target -> !target.connectionId().equals(origin)).toList());
    }
  }
}
