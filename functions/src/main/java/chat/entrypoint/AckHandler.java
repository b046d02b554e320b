package chat.entrypoint;

import chat.delivery.Acknowledge;
import chat.wire.ClientAction.Ack;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Refused;
import java.util.Optional;

/** Moves the caller's cursors and tells the others. */
public final class AckHandler extends ActionHandler<Ack> {
  private final Acknowledge acknowledge;

  public AckHandler() {
    this(ChatApp.inLambda());
  }

  public AckHandler(ChatApp app) {
    super(Ack.class, app);
    this.acknowledge = app.acknowledge();
  }

  @Override
  Optional<ServerEvent> answer(Ack ack, WebSocketEvent socket) {
    return acknowledge.acknowledge(socket.userId(), socket.connectionId(), ack.cursors())
        .map(refusal -> switch (refusal.reason()) {
          case NOT_A_MEMBER -> Refusals.notAMember(ack.requestId());
          case UNKNOWN_SEQUENCE -> new Refused(ack.requestId(), ErrorCode.UNKNOWN_SEQUENCE,
              "Channel " + refusal.channelId() + " has no such message yet.");
        });
  }
}
