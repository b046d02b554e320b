package chat.entrypoint;

import chat.wire.ClientAction;
import chat.wire.ServerEvent;
import java.util.Optional;

/** Refuses what no route takes: frames that are no JSON, and unknown actions. */
public final class DefaultHandler extends ActionHandler<ClientAction> {
  public DefaultHandler() {
    super(ClientAction.class);
  }

  /** Needs nothing of the app; there for the sake of a uniform construction. */
  public DefaultHandler(ChatApp app) {
    this();
  }

  @Override
  Optional<ServerEvent> answer(ClientAction action, WebSocketEvent socket) {
    return Optional.of(Refusals.unknownAction(action.requestId()));
  }
}
