package chat.entrypoint;

import chat.channel.ListMembers;
import chat.model.Membership;
import chat.wire.ClientAction.Members;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.MemberPage;
import java.util.List;
import java.util.Optional;

/** Lists who is in a channel, as many as a frame holds. */
public final class MembersHandler extends ActionHandler<Members> {
  private final ListMembers listMembers;

  public MembersHandler() {
    this(ChatApp.inLambda());
  }

  public MembersHandler(ChatApp app) {
    super(Members.class, app);
    this.listMembers = app.listMembers();
  }

  @Override
  Optional<ServerEvent> answer(Members action, WebSocketEvent socket) {
    return Optional.of(listMembers.list(socket.userId(), action.channelId(), action.after()).<ServerEvent>map(page -> {
      List<Membership> all = page.members();
      int fitting = FrameFit.most(all.size(),
          count -> new MemberPage(action.requestId(), action.channelId(), all.subList(0, count), null));
      return new MemberPage(action.requestId(), action.channelId(), all.subList(0, fitting),
          fitting < all.size() ? all.get(fitting - 1).userId() : page.next().orElse(null));
    }).orElseGet(() -> Refusals.notAMember(action.requestId())));
  }
}
