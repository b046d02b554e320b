package chat.entrypoint;

import chat.group.ManageInvites;
import chat.group.ManageInvites.Outcome;
import chat.messaging.SendOutcome.Reason;
import chat.model.Invite;
import chat.wire.ClientAction.InviteAction;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Invited;
import chat.wire.ServerEvent.Revoked;
import java.util.Optional;

/** Opens and closes the ways into a group. */
public final class InviteHandler extends ActionHandler<InviteAction> {
  private final ManageInvites manageInvites;

  public InviteHandler() {
    this(ChatApp.inLambda());
  }

  public InviteHandler(ChatApp app) {
    super(InviteAction.class, app);
    this.manageInvites = app.manageInvites();
  }

  @Override
  Optional<ServerEvent> answer(InviteAction action, WebSocketEvent socket) {
    return Optional.of(switch (manageInvites.manage(socket.userId(), action)) {
      case Outcome.Created(Invite invite) -> new Invited(action.requestId(), invite);
      case Outcome.Revoked() -> new Revoked(action.requestId(), action.channelId());
      case Outcome.Refused(Reason reason) -> Refusals.of(action.requestId(), reason);
    });
  }
}
