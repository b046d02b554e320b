package chat.entrypoint;

import chat.wire.ClientAction;
import chat.wire.ServerEvent;

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
  ServerEvent answer(ClientAction action, WebSocketEvent socket) {
    return Refusals.unknownAction(action.requestId());
  }
}
