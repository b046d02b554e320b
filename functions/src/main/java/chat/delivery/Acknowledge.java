package chat.delivery;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.wire.ServerEvent.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves a member's cursors forward and tells the others, their own other devices included. A receipt is a signal: one that
 * gets lost is made good by the next. A cursor stands on a message that is there, or unread counts and receipts would lie.
 */
public final class Acknowledge {
  private final Memberships memberships;
  private final MessageLog log;
  private final Audience audience;
  private final Courier courier;
  private final SideBySide sideBySide;

  public Acknowledge(Memberships memberships, MessageLog log, Audience audience, Courier courier,
      SideBySide sideBySide) {
    this.memberships = memberships;
    this.log = log;
    this.audience = audience;
    this.courier = courier;
    this.sideBySide = sideBySide;
  }

  /** A cursor that was not taken. */
  public record Refusal(ChannelId channelId, Reason reason) {}

  /** Why a cursor was not taken. */
  public enum Reason {
    NOT_A_MEMBER, UNKNOWN_SEQUENCE
  }

  /** What became of one cursor. {@code hearers}: who may hear of it. */
  private record Taken(Optional<Refusal> refusal, Optional<Membership> moved, List<UserId> hearers) {
    private static Taken refused(ChannelId channelId, Reason reason) {
      return new Taken(Optional.of(new Refusal(channelId, reason)), Optional.empty(), List.of());
    }
  }

  /** Takes all cursors that are good. Returns the first that is not. */
  public Optional<Refusal> acknowledge(UserId userId, @Nullable ConnectionId origin, List<Cursor> cursors) {
    List<Taken> taken = cursors.stream().map(cursor -> sideBySide.start(() -> take(userId, cursor))).toList().stream()
        .map(Supplier::get).toList();
    tell(userId, origin, taken);
    return taken.stream().flatMap(one -> one.refusal().stream()).findFirst();
  }

  private Taken take(UserId userId, Cursor cursor) {
    ChannelId channelId = cursor.channelId();
    if (cursor.delivered() > 0 && log.find(channelId, cursor.delivered()).isEmpty()) {
      // which of the two it is, is told to members only
      return Taken.refused(channelId,
          memberships.find(channelId, userId).isPresent() ? Reason.UNKNOWN_SEQUENCE : Reason.NOT_A_MEMBER);
    }
    return switch (memberships.advance(userId, cursor)) {
      case CursorMove.Moved(Membership moved) -> new Taken(Optional.empty(), Optional.of(moved),
          memberships.first(channelId, Limits.SIGNALLED_MEMBERS + 1).signalled(userId));
      case CursorMove.Unmoved _ -> new Taken(Optional.empty(), Optional.empty(), List.of());
      case CursorMove.NotAMember _ -> Taken.refused(channelId, Reason.NOT_A_MEMBER);
    };
  }

  /** One frame for each device, whatever the number of channels. */
  private void tell(UserId userId, @Nullable ConnectionId origin, List<Taken> taken) {
    Map<UserId, List<Cursor>> byHearer = new LinkedHashMap<>();
    for (Taken one : taken) {
      one.moved().ifPresent(moved -> one.hearers().forEach(hearer -> byHearer
          .computeIfAbsent(hearer, _ -> new ArrayList<>())
          .add(new Cursor(moved.channelId(), moved.delivered(), moved.read()))));
    }
    if (byHearer.isEmpty()) {
      return;
    }
    Map<List<Cursor>, List<Target>> byReceipt = audience.witnesses(userId, byHearer.keySet()).stream()
        .filter(target -> !target.connectionId().equals(origin))
        .collect(Collectors.groupingBy(target -> byHearer.getOrDefault(target.userId(), List.of())));
    byReceipt.forEach((cursors, targets) -> courier.signal(new Receipt(userId, cursors), targets));
  }
}
