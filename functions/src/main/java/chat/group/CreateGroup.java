package chat.group;

import chat.channel.StateChange;
import chat.messaging.AppendMessage;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.SendOutcome;
import chat.messaging.Verdict;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.GroupChange.Create;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates a group with its first members. Its id follows from the send, so a repeat finds what it created. */
public final class CreateGroup {
  private final AppendMessage appendMessage;

  public CreateGroup(AppendMessage appendMessage) {
    this.appendMessage = appendMessage;
  }

  public SendOutcome create(UserId creator, ConnectionId origin, ClientMessageId clientMessageId, Create create) {
    ChannelId channelId = ChannelId.group(creator, clientMessageId);
    return appendMessage.append(new Draft(channelId, creator, clientMessageId, 0, create, Optional.of(origin)),
        (seq, announcement, stale) -> new Verdict.Allowed(create, Optional.of(start(channelId, creator, create)),
            false));
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
