package chat.entrypoint;

import chat.presence.Heartbeat.Pulse;
import chat.session.OpenSocket;
import chat.wire.ClientAction.Heartbeat;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Alive;
import chat.wire.ServerEvent.WatchedUser;
import java.util.Optional;

/** Renews a lease and tells who of the watched is online. A socket that had been forgotten is looked at as a new one. */
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
    Pulse pulse = heartbeat.beat(socket.userId(), socket.connectionId(), socket.caller().device(),
        action.watch());
    if (pulse.forgotten()) {
      openSocket.confirm(socket.caller(), socket.connectionId());
    }
    return Optional.of(new Alive(action.requestId(), pulse.nextHeartbeat(), pulse.forgotten(),
        action.watch().stream().map(user -> new WatchedUser(user, pulse.online().contains(user))).toList()));
  }
}
