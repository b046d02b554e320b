package chat.group;

import chat.channel.StateChange;
import chat.contact.Reachability;
import chat.limit.Throttle;
import chat.messaging.AppendMessage;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.Verdict;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.GroupChange.Create;
import chat.model.Membership;
import chat.model.RateLimit;
import chat.model.Role;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates a group with its first members, without those who do not let the creator add them. Its id follows from the send, so a repeat finds
 * what it created.
 */
public final class CreateGroup {
  private final AppendMessage appendMessage;
  private final Reachability reachability;
  private final Throttle throttle;

  public CreateGroup(AppendMessage appendMessage, Reachability reachability, Throttle throttle) {
    this.appendMessage = appendMessage;
    this.reachability = reachability;
    this.throttle = throttle;
  }

  public SendOutcome create(UserId creator, @Nullable ConnectionId origin, ClientMessageId clientMessageId,
      Create create) {
    ChannelId channelId = ChannelId.group(creator, clientMessageId);
    return appendMessage.append(new Draft(channelId, creator, clientMessageId, 0, create, Optional.ofNullable(origin)),
        (seq, announcement, stale) -> verdict(channelId, creator, create));
  }

  /** A repeat is never asked about, so it counts once. */
  private Verdict verdict(ChannelId channelId, UserId creator, Create asked) {
    return throttle.take(creator, RateLimit.GROUP_CREATIONS).<Verdict>map(Verdict.TooOften::new)
        .orElseGet(() -> admitted(channelId, creator, asked));
  }

  private Verdict admitted(ChannelId channelId, UserId creator, Create asked) {
    Create create = new Create(asked.settings(), List.copyOf(reachability.reached(creator, asked.members())));
    return create.members().isEmpty() && !asked.members().isEmpty()
        ? new Verdict.Denied(Reason.NOT_REACHABLE)
        : new Verdict.Allowed(create, Optional.of(start(channelId, creator, create)), false);
  }

  private static StateChange start(ChannelId channelId, UserId creator, Create create) {
    List<Membership> members = Stream
        .concat(Stream.of(joining(channelId, creator, Role.OWNER, create)),
            create.members().stream().filter(member -> !member.equals(creator))
                .map(member -> joining(channelId, member, Role.MEMBER, create)))
        .toList();
    return StateChange.of(
        Channel.opened(channelId, new Channel.Kind.Group(create.settings(), members.size())), members);
  }

  private static Membership joining(ChannelId channelId, UserId userId, Role role, Create create) {
    return Membership.joining(channelId, userId, role, 1, create.settings().history());
  }
}
