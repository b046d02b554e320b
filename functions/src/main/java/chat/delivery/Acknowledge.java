package chat.delivery;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.wire.ServerEvent.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * Moves a member's cursors forward and tells the others, their own other devices included. A receipt is a signal: one that
 * gets lost is made good by the next. A cursor stands on a message that is there, or unread counts and receipts would lie.
 */
public final class Acknowledge {
  private final Memberships memberships;
  private final MessageLog log;
  private final Audience audience;
  private final Courier courier;

  public Acknowledge(Memberships memberships, MessageLog log, Audience audience, Courier courier) {
    this.memberships = memberships;
    this.log = log;
    this.audience = audience;
    this.courier = courier;
  }

  /** A cursor that was not taken. */
  public record Refusal(ChannelId channelId, Reason reason) {}

  /** Why a cursor was not taken. */
  public enum Reason {
    NOT_A_MEMBER, UNKNOWN_SEQUENCE
  }

  /** Takes all cursors that are good. Returns the first that is not. */
  public Optional<Refusal> acknowledge(UserId userId, ConnectionId origin, List<Cursor> cursors) {
    List<Refusal> refusals = cursors.stream().flatMap(cursor -> take(userId, origin, cursor).stream()).toList();
    return refusals.stream().findFirst();
  }

  private Optional<Refusal> take(UserId userId, ConnectionId origin, Cursor cursor) {
    ChannelId channelId = cursor.channelId();
    if (!exists(channelId, cursor.delivered())) {
      // which of the two it is, is told to members only
      return Optional.of(new Refusal(channelId,
          memberships.find(channelId, userId).isPresent() ? Reason.UNKNOWN_SEQUENCE : Reason.NOT_A_MEMBER));
    }
    return switch (memberships.advance(userId, cursor)) {
      case CursorMove.Moved(Membership moved) -> {
        tell(moved, origin);
        yield Optional.empty();
      }
      case CursorMove.Unmoved _ -> Optional.empty();
      case CursorMove.NotAMember _ -> Optional.of(new Refusal(channelId, Reason.NOT_A_MEMBER));
    };
  }

  private boolean exists(ChannelId channelId, long seq) {
    return seq == 0 || log.find(channelId, seq).isPresent();
  }

  private void tell(Membership moved, ConnectionId origin) {
    List<UserId> members = memberships.first(moved.channelId(), Limits.SIGNALLED_MEMBERS + 1).signalled();
    courier.signal(new Receipt(moved), audience.witnesses(moved.userId(), members).stream()
        .filter(target -> !target.connectionId().equals(origin)).toList());
  }
}
