package chat.entrypoint;

import chat.messaging.LogEntry;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.wire.ClientAction.Send;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Accepted;
import java.time.Duration;
import java.util.Optional;

/** Stores an entry and says where. */
public final class SendHandler extends ActionHandler<Send> {
  private final Sends sends;

  public SendHandler() {
    this(ChatApp.inLambda());
  }

  public SendHandler(ChatApp app) {
    super(Send.class, app);
    this.sends = new Sends(app);
  }

  @Override
  Optional<ServerEvent> answer(Send send, WebSocketEvent socket) {
    return Optional.of(switch (sends.outcome(socket.userId(), socket.connectionId(), send)) {
      case Appended(LogEntry entry) -> new Accepted(send.requestId(), entry.message());
      case AlreadyAppended(LogEntry entry) -> new Accepted(send.requestId(), entry.message());
      case SendOutcome.Refused(Reason reason) -> Refusals.of(send.requestId(), reason);
      case SendOutcome.TooOften(Duration wait) -> Refusals.tooOften(send.requestId(), wait);
    });
  }
}
