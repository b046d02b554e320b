package chat.entrypoint;

import chat.presence.SignOfLife.Pulse;
import chat.session.OpenSocket;
import chat.wire.ClientAction.Heartbeat;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Alive;
import java.util.Optional;

/**
 * Renews a lease, sets the pace and tells how the watched are. A socket that had been forgotten is looked at as a new one.
 * Who keeps the right pace and asks for nothing gets no answer: it would cost as much as the heartbeat.
 */
public final class HeartbeatHandler extends ActionHandler<Heartbeat> {
  private final chat.presence.Heartbeat heartbeat;
  private final OpenSocket openSocket;

  public HeartbeatHandler() {
    this(ChatApp.inLambda());
  }

  public HeartbeatHandler(ChatApp app) {
    super(Heartbeat.class);
    this.heartbeat = app.heartbeat();
    this.openSocket = app.openSocket();
  }

  @Override
  Optional<ServerEvent> answer(Heartbeat action, WebSocketEvent socket) {
    Pulse pulse = heartbeat.beat(socket.userId(), socket.connectionId(), socket.caller().device(), action.away());
    if (pulse.forgotten()) {
      openSocket.confirm(socket.caller(), socket.connectionId());
    }
    boolean silent = action.requestId() == null && action.watch().isEmpty() && !pulse.forgotten()
        && pulse.nextHeartbeat().equals(action.every());
    return silent
        ? Optional.empty()
        : Optional.of(new Alive(action.requestId(), pulse.nextHeartbeat(), pulse.forgotten(),
            heartbeat.watch(socket.userId(), action.watch())));
  }
}
