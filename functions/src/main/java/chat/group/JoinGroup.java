package chat.group;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.messaging.AppendMessage;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.messaging.Verdict;
import chat.model.Channel;
import chat.model.Channel.Kind.Group;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.GroupChange.Join;
import chat.model.GroupChange.Remove;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a user in who has an invite; whoever was removed must be added by an admin. What tells a repeat is the membership: it
 * names the entry that it began with.
 */
public final class JoinGroup {
  private final Channels channels;
  private final Memberships memberships;
  private final Invites invites;
  private final MessageLog log;
  private final AppendMessage appendMessage;
  private final InstantSource clock;

  public JoinGroup(Channels channels, Memberships memberships, Invites invites, MessageLog log,
      AppendMessage appendMessage, InstantSource clock) {
    this.channels = channels;
    this.memberships = memberships;
    this.invites = invites;
    this.log = log;
    this.appendMessage = appendMessage;
    this.clock = clock;
  }

  public SendOutcome join(UserId userId, @Nullable ConnectionId origin, ClientMessageId clientMessageId,
      InviteCode code) {
    ChannelId channelId = code.channelId();
    List<LogEntry> newest = log.before(channelId, Limits.MAX_SEQ, 1);
    if (newest.isEmpty()) {
      return new Refused(Reason.INVALID_INVITE);
    }
    // read after the newest entry: a join stored since then lies above it, where the append looks for twins
    Optional<Membership> place = memberships.find(List.of(new Memberships.Key(channelId, userId))).stream().findFirst();
    Optional<LogEntry> twin = twin(place, clientMessageId);
    if (twin.isPresent()) {
      return new AlreadyAppended(twin.get());
    }
    if (place.filter(Membership::isActive).isPresent()) {
      return new Refused(Reason.ALREADY_MEMBER);
    }
    if (place.flatMap(left -> log.find(channelId, left.leftSeq())).map(LogEntry::message).map(Message::content)
        .filter(Remove.class::isInstance).isPresent()) {
      return new Refused(Reason.INVALID_INVITE);
    }
    SendOutcome outcome = appendMessage.append(
        new Draft(channelId, userId, clientMessageId, newest.getFirst().message().seq(), new Join(),
            Optional.ofNullable(origin)),
        (seq, announcement, stale) -> verdict(userId, code, seq));
    // an earlier try may have stored it between the look for twins and the verdict
    return outcome instanceof Refused
        ? twin(memberships.find(channelId, userId), clientMessageId).<SendOutcome>map(AlreadyAppended::new)
            .orElse(outcome)
        : outcome;
  }

  private Optional<LogEntry> twin(Optional<Membership> place, ClientMessageId clientMessageId) {
    return place.flatMap(joined -> log.find(joined.channelId(), joined.joinedSeq())
        .filter(entry -> entry.message().isFrom(joined.userId(), clientMessageId)));
  }

  private Verdict verdict(UserId userId, InviteCode code, long seq) {
    Optional<Channel> channel = channels.get(code.channelId());
    if (invites.find(code).filter(invite -> invite.isOpen(clock.instant())).isEmpty() || channel.isEmpty()
        || !(channel.get().kind() instanceof Group group) || group.size() == 0) {
      return new Verdict.Denied(Reason.INVALID_INVITE);
    }
    if (memberships.find(code.channelId(), userId).isPresent()) {
      return new Verdict.Denied(Reason.ALREADY_MEMBER);
    }
    return GroupRules.onJoining(userId, channel.get(), group, code, seq);
  }
}
