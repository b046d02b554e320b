package chat.entrypoint;

import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.model.Message;
import chat.model.RequestId;
import chat.wire.ClientAction.Send;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Accepted;
import chat.wire.ServerEvent.Refused;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Stores a message and says where. */
public final class SendHandler extends ActionHandler<Send> {
  private static final long BUSY_RETRY_MILLIS = 1_000;

  private final SendMessage sendMessage;

  public SendHandler() {
    this(ChatApp.inLambda());
  }

  public SendHandler(ChatApp app) {
    super(Send.class);
    this.sendMessage = app.sendMessage();
  }

  @Override
  Optional<ServerEvent> answer(Send send, WebSocketEvent socket) {
    return Optional.of(switch (sendMessage.send(socket.userId(), socket.connectionId(), send)) {
      case Appended(Message message) -> new Accepted(send.requestId(), message);
      case AlreadyAppended(Message message) -> new Accepted(send.requestId(), message);
      case SendOutcome.Refused(SendOutcome.Reason reason) -> refusal(send.requestId(), reason);
    });
  }

  private static Refused refusal(@Nullable RequestId requestId, SendOutcome.Reason reason) {
    return switch (reason) {
      case NOT_A_MEMBER -> Refusals.notAMember(requestId);
      case UNKNOWN_SEQUENCE -> new Refused(requestId, ErrorCode.UNKNOWN_SEQUENCE,
          "The channel has no message afterSeq: read the newest, and send with the seq that you find.");
      case BEHIND -> new Refused(requestId, ErrorCode.BEHIND,
          "More than 1000 messages came after afterSeq: read them, and send with the last seq if yours is not among them.");
      case ID_REUSED -> new Refused(requestId, ErrorCode.ID_REUSED,
          "You used this clientMessageId for another message in this channel.");
      case CONTENDED -> new Refused(requestId, ErrorCode.BUSY,
          "Too many are writing to this channel: send the same again in a moment.",
          OptionalLong.of(BUSY_RETRY_MILLIS), null);
    };
  }
}
