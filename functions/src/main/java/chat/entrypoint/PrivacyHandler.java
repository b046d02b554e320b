package chat.entrypoint;

import chat.presence.ReceiptPrivacy;
import chat.wire.ClientAction.Privacy;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.PrivacySet;
import java.util.Optional;

/** Sets what others may see of the caller. */
public final class PrivacyHandler extends ActionHandler<Privacy> {
  private final ReceiptPrivacy receiptPrivacy;

  public PrivacyHandler() {
    this(ChatApp.inLambda());
  }

  public PrivacyHandler(ChatApp app) {
    super(Privacy.class, app);
    this.receiptPrivacy = app.receiptPrivacy();
  }

  @Override
  Optional<ServerEvent> answer(Privacy action, WebSocketEvent socket) {
    receiptPrivacy.set(socket.userId(), action.receipts());
    return Optional.of(new PrivacySet(action.requestId(), action.receipts()));
  }
}
