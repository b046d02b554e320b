package chat.messaging;

import static java.lang.System.Logger.Level.WARNING;

import chat.channel.Memberships;
import chat.channel.OpenDirectChannel;
import chat.channel.Roster;
import chat.contact.Reachability;
import chat.limit.Throttle;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.ExpressLane.Departure;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.messaging.Verdict.Allowed;
import chat.messaging.Verdict.Denied;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Membership;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message, or a change of one, to a channel of the sender's or to a user, whose direct channel is opened when
 * there is none.
 *
 * <p>Between frame and delivery lie three round trips: members and log are read side by side, the entry is stored while
 * the connections are looked up, then it is posted. A repeat posts again, so a sender who got no answer repairs at once.
 */
public final class SendMessage {
  private static final System.Logger LOG = System.getLogger(SendMessage.class.getName());

  private final Memberships memberships;
  private final OpenDirectChannel openDirectChannel;
  private final Reachability reachability;
  private final MessageLog log;
  private final AppendMessage appendMessage;
  private final ExpressLane expressLane;
  private final Throttle throttle;
  private final SideBySide sideBySide;

  public SendMessage(Memberships memberships, OpenDirectChannel openDirectChannel, Reachability reachability,
      MessageLog log, AppendMessage appendMessage, ExpressLane expressLane, Throttle throttle, SideBySide sideBySide) {
    this.memberships = memberships;
    this.openDirectChannel = openDirectChannel;
    this.reachability = reachability;
    this.log = log;
    this.appendMessage = appendMessage;
    this.expressLane = expressLane;
    this.throttle = throttle;
    this.sideBySide = sideBySide;
  }

  /** {@code origin}: the socket that is answered, if the send came over one. */
  public SendOutcome send(UserId sender, @Nullable ConnectionId origin, ChannelId channelId, Send send) {
    Sending sending = new Sending(sender, channelId, send);
    SendOutcome outcome = appendMessage.append(new Draft(channelId, sender, send.clientMessageId(), send.afterSeq(),
        send.content(), Optional.ofNullable(origin)), sending::judge);
    switch (outcome) {
      case Appended(LogEntry entry) -> sending.carry(entry, origin);
      case AlreadyAppended(LogEntry entry) -> sending.carryAgain(entry, origin);
      case Refused _,SendOutcome.TooOften _ -> {
      }
    }
    return outcome.toldTo(() -> send.to() instanceof ToUser || sending.place(sending.firstLook.get()).isPresent());
  }

  /** One send under way. */
  private final class Sending {
    private final UserId sender;
    private final ChannelId channelId;
    private final Send send;
    private final Supplier<Roster> firstLook;
    private final Optional<Supplier<Optional<LogEntry>>> target;
    private @Nullable Roster roster;
    private Optional<Supplier<Departure>> departure = Optional.empty();

    private Sending(UserId sender, ChannelId channelId, Send send) {
      this.sender = sender;
      this.channelId = channelId;
      this.send = send;
      firstLook = sideBySide.start(this::look);
      target = send.content() instanceof Change change
          ? Optional.of(sideBySide.start(() -> log.find(channelId, change.target())))
          : Optional.empty();
    }

    private Roster look() {
      int most = expressLane.members(channelId);
      if (most == 0 && channelId.isDirect()) {
        // whether one blocks the other is told by either's place
        return new Roster(memberships.first(channelId, 2).places(), false);
      }
      if (most == 0) {
        return new Roster(memberships.find(channelId, sender).stream().toList(), false);
      }
      Roster found = memberships.first(channelId, most + 1);
      if (!found.complete()) {
        expressLane.leaveOut(channelId);
      }
      return found;
    }

    private Verdict judge(long seq, boolean announcement, boolean stale) {
      if (roster == null || stale) {
        roster = stale ? look() : firstLook.get();
        departure = Optional.empty();
      }
      Optional<Membership> place = place(roster);
      Optional<UserId> newPeer = newPeer(roster);
      if (newPeer.isEmpty() && (place.isEmpty() || isHalfOpen(roster))) {
        return new Denied(Reason.NOT_A_MEMBER);
      }
      // what one said is one's own to take back
      if (channelId.isDirect() && roster.isShut() && !(send.content() instanceof Change.Delete)) {
        return new Denied(Reason.NOT_REACHABLE);
      }
      Membership member = place.orElseGet(() -> Membership.direct(channelId, sender));
      Optional<Reason> denial = MessageRights.denial(member, send.content(), seq, announcement,
          target.flatMap(Supplier::get));
      if (denial.isPresent()) {
        return new Denied(denial.get());
      }
      if (newPeer.isPresent()) {
        Optional<Duration> wait = throttle.take(sender, RateLimit.NEW_DIRECT_CHATS);
        if (wait.isPresent()) {
          return new Verdict.TooOften(wait.get());
        }
        if (reachability.reached(sender, List.of(newPeer.get())).isEmpty()) {
          return new Denied(Reason.NOT_REACHABLE);
        }
        openDirectChannel.open(sender, newPeer.get());
        roster = bothOf(newPeer.get());
      }
      return new Allowed(send.content(), Optional.empty(), prepared(roster));
    }

    /** With whom the channel is yet to be opened. */
    private Optional<UserId> newPeer(Roster known) {
      return send.to() instanceof ToUser(UserId peer)
          && (known.member(sender).isEmpty() || known.member(peer).isEmpty()) ? Optional.of(peer) : Optional.empty();
    }

    /** One who blocks the other has a place before there is a channel. */
    private boolean isHalfOpen(Roster known) {
      return channelId.isDirect() && known.places().size() == 1
          && !channelId.equals(ChannelId.direct(sender, sender));
    }

    private Roster bothOf(UserId peer) {
      return new Roster(Stream.of(sender, peer).distinct().map(user -> Membership.direct(channelId, user)).toList(),
          expressLane.members(channelId) > 0);
    }

    private Optional<Membership> place(Roster known) {
      Optional<Membership> place = known.member(sender);
      return place.isPresent() || known.complete() || channelId.isDirect()
          ? place
          : memberships.find(channelId, sender);
    }

    /** Whether the entry takes the express lane; if so, its way is being prepared. */
    private boolean prepared(Roster known) {
      if (known.complete() && departure.isEmpty()) {
        departure = Optional.of(sideBySide.start(() -> expressLane.to(known.places())));
      }
      return known.complete();
    }

    /** To those for whom it was stored. A fault here must not make it look refused, so it goes through the queue then. */
    private void carry(LogEntry entry, @Nullable ConnectionId answered) {
      if (!entry.express() || departure.isEmpty() || roster == null) {
        return;
      }
      try {
        departure.get().get().carry(entry, answered);
      } catch (RuntimeException fault) {
        LOG.log(WARNING, "The express lane failed in channel " + channelId + "; the queue delivers.", fault);
        expressLane.later(entry, roster.places());
      }
    }

    /** Another try stored it. Who was looked at before that may have left by then, so the members are looked at anew. */
    private void carryAgain(LogEntry entry, @Nullable ConnectionId answered) {
      departure = Optional.empty();
      if (entry.express()) {
        roster = look();
        prepared(roster);
        carry(entry, answered);
      }
    }
  }
}
