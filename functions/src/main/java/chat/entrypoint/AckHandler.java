package chat.entrypoint;

import chat.delivery.Acknowledge;
import chat.wire.ClientAction.Ack;
import chat.wire.ServerEvent;
import java.util.Optional;

/** Moves the caller's cursors and tells the others. */
public final class AckHandler extends ActionHandler<Ack> {
  private final Acknowledge acknowledge;

  public AckHandler() {
    this(ChatApp.inLambda());
  }

  public AckHandler(ChatApp app) {
    super(Ack.class);
    this.acknowledge = app.acknowledge();
  }

  @Override
  Optional<ServerEvent> answer(Ack ack, WebSocketEvent socket) {
    acknowledge.acknowledge(socket.userId(), socket.connectionId(), ack.cursors());
    return Optional.empty();
  }
}
