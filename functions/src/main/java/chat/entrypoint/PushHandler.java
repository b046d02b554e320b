package chat.entrypoint;

import chat.aws.sqs.PushOrderJson;
import chat.entrypoint.QueueEvent.QueueMessage;
import chat.push.SendPush;
import java.time.Instant;

/** Tells devices that are away. */
public final class PushHandler extends QueueHandler {
  private final SendPush sendPush;

  public PushHandler() {
    this(ChatApp.inLambda());
  }

  public PushHandler(ChatApp app) {
    super(app);
    this.sendPush = app.sendPush();
  }

  @Override
  void carryOut(QueueMessage message, Instant deadline) {
    sendPush.send(PushOrderJson.decode(message.body()), message.receives() > 1);
  }
}
