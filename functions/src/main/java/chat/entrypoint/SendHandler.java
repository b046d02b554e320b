package chat.entrypoint;

import chat.group.ChangeChannel;
import chat.group.CreateGroup;
import chat.group.JoinGroup;
import chat.messaging.LogEntry;
import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.wire.ClientAction.Destination.ByInvite;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToNewGroup;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Accepted;
import java.util.Optional;

/** Stores an entry and says where. */
public final class SendHandler extends ActionHandler<Send> {
  private final SendMessage sendMessage;
  private final ChangeChannel changeChannel;
  private final CreateGroup createGroup;
  private final JoinGroup joinGroup;

  public SendHandler() {
    this(ChatApp.inLambda());
  }

  public SendHandler(ChatApp app) {
    super(Send.class);
    this.sendMessage = app.sendMessage();
    this.changeChannel = app.changeChannel();
    this.createGroup = app.createGroup();
    this.joinGroup = app.joinGroup();
  }

  @Override
  Optional<ServerEvent> answer(Send send, WebSocketEvent socket) {
    return Optional.of(switch (outcome(send, socket)) {
      case Appended(LogEntry entry) -> new Accepted(send.requestId(), entry.message());
      case AlreadyAppended(LogEntry entry) -> new Accepted(send.requestId(), entry.message());
      case SendOutcome.Refused(Reason reason) -> Refusals.of(send.requestId(), reason);
    });
  }

  private SendOutcome outcome(Send send, WebSocketEvent socket) {
    return switch (send.to()) {
      case ToChannel(ChannelId channelId) -> outcome(channelId, send, socket);
      case ToUser(var peer) -> outcome(ChannelId.direct(socket.userId(), peer), send, socket);
      case ByInvite(var invite) ->
        joinGroup.join(socket.userId(), socket.connectionId(), send.clientMessageId(), invite);
      case ToNewGroup() when send.content() instanceof GroupChange.Create create ->
        createGroup.create(socket.userId(), socket.connectionId(), send.clientMessageId(), create);
      case ToNewGroup() -> throw new IllegalStateException("Only a Create goes to a new group.");
    };
  }

  private SendOutcome outcome(ChannelId channelId, Send send, WebSocketEvent socket) {
    return switch (send.content()) {
      case Content.Said _,Change.Edit _,Change.Delete _,Change.React _ ->
        sendMessage.send(socket.userId(), socket.connectionId(), channelId, send);
      case Change.Pin _,GroupChange _ ->
        changeChannel.change(socket.userId(), socket.connectionId(), channelId, send);
    };
  }
}
