package chat.entrypoint;

import chat.watch.ChangeStatus;
import chat.wire.ClientAction.Status;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.StatusSet;
import java.util.Optional;

/** Sets whether the caller wants to be left alone. */
public final class StatusHandler extends ActionHandler<Status> {
  private final ChangeStatus changeStatus;

  public StatusHandler() {
    this(ChatApp.inLambda());
  }

  public StatusHandler(ChatApp app) {
    super(Status.class, app);
    this.changeStatus = app.changeStatus();
  }

  @Override
  Optional<ServerEvent> answer(Status action, WebSocketEvent socket) {
    changeStatus.setDoNotDisturb(socket.userId(), socket.connectionId(), action.doNotDisturb());
    return Optional.of(new StatusSet(action.requestId(), action.doNotDisturb()));
  }
}
