package chat.group;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.channel.Roster;
import chat.channel.StateChange;
import chat.contact.Reachability;
import chat.messaging.AppendMessage;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.MessageLog;
import chat.messaging.MessageRights;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.Verdict;
import chat.model.Change.Pin;
import chat.model.Channel;
import chat.model.Channel.Kind.Group;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.wire.ClientAction.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a channel is: its members, their roles, its settings, its pins. The change and the entry that tells of it
 * are stored in one transaction, decided on what the channel is at that very moment.
 */
public final class ChangeChannel {
  private final Channels channels;
  private final Memberships memberships;
  private final MessageLog log;
  private final AppendMessage appendMessage;
  private final GroupRules rules;

  public ChangeChannel(Channels channels, Memberships memberships, MessageLog log, AppendMessage appendMessage,
      Reachability reachability) {
    this.channels = channels;
    this.memberships = memberships;
    this.log = log;
    this.appendMessage = appendMessage;
    this.rules = new GroupRules(memberships, reachability);
  }

  /** {@code send}: whose content changes the channel. */
  public SendOutcome change(UserId actor, @Nullable ConnectionId origin, ChannelId channelId, Send send) {
    return appendMessage.append(new Draft(channelId, actor, send.clientMessageId(), send.afterSeq(), send.content(),
        Optional.ofNullable(origin)), (seq, announcement, stale) -> verdict(actor, channelId, send.content(), seq))
        .toldTo(() -> memberships.find(channelId, actor).isPresent());
  }

  /** The channel is read before the memberships: then its version vouches for them. */
  private Verdict verdict(UserId actor, ChannelId channelId, Content content, long seq) {
    Optional<Channel> channel = channels.get(channelId);
    Roster roster = roster(channelId, actor);
    Optional<Membership> place = roster.member(actor);
    if (channel.isEmpty() || place.isEmpty()) {
      return new Verdict.Denied(Reason.NOT_A_MEMBER);
    }
    if (roster.isShut()) {
      return new Verdict.Denied(Reason.NOT_REACHABLE);
    }
    return content instanceof Pin pin
        ? pin(pin, channel.get(), place.get(), seq)
        : group(content, channel.get(), place.get(), seq);
  }

  /** In a direct channel also the other's place, which may be shut to the actor. */
  private Roster roster(ChannelId channelId, UserId actor) {
    return channelId.isDirect()
        ? memberships.first(channelId, 2)
        : new Roster(memberships.find(channelId, actor).stream().toList(), false);
  }

  private Verdict group(Content content, Channel channel, Membership place, long seq) {
    return channel.kind() instanceof Group group && content instanceof GroupChange change
        ? rules.on(change, channel, group, place, seq)
        : new Verdict.Denied(Reason.FORBIDDEN);
  }

  private Verdict pin(Pin pin, Channel channel, Membership place, long seq) {
    List<Long> pinned = new ArrayList<>(channel.pinned());
    boolean wasPinned = pinned.remove(Long.valueOf(pin.target()));
    // what was pinned can be unpinned, also when it is deleted
    Optional<Reason> denial = pin.removed() && wasPinned
        ? MessageRights.pinDenial(place)
        : MessageRights.denial(place, pin, seq, false, log.find(channel.id(), pin.target()));
    if (denial.isPresent()) {
      return new Verdict.Denied(denial.get());
    }
    if (!pin.removed()) {
      pinned.add(pin.target());
    }
    return pinned.size() > Limits.PINNED
        ? new Verdict.Denied(Reason.LIMIT_REACHED)
        : new Verdict.Allowed(pin,
            Optional.of(StateChange.of(channel.changed(channel.kind(), pinned), List.of())), false);
  }
}
