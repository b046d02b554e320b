package chat.entrypoint;

import chat.aws.sqs.ErasureJson;
import chat.entrypoint.QueueEvent.QueueMessage;
import chat.erasure.EraseAccount;
import java.time.Instant;

/** Erases those who deleted their accounts, a part at a time. */
public final class EraseHandler extends QueueHandler {
  private final EraseAccount eraseAccount;

  public EraseHandler() {
    this(ChatApp.inLambda());
  }

  public EraseHandler(ChatApp app) {
    super(app);
    this.eraseAccount = app.eraseAccount();
  }

  @Override
  void carryOut(QueueMessage message, Instant deadline) {
    eraseAccount.erase(ErasureJson.decode(message.body()), deadline);
  }
}
