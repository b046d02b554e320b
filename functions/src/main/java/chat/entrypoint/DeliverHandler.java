package chat.entrypoint;

import chat.aws.sqs.DeliveryOrderJson;
import chat.delivery.Deliver;
import chat.entrypoint.QueueEvent.QueueMessage;
import java.time.Instant;

/** Delivers the chunks of large channels, and once more what failed. */
public final class DeliverHandler extends QueueHandler {
  private final Deliver deliver;

  public DeliverHandler() {
    this(ChatApp.inLambda());
  }

  public DeliverHandler(ChatApp app) {
    super(app);
    this.deliver = app.deliver();
  }

  @Override
  void carryOut(QueueMessage message, Instant deadline) {
    deliver.carryOut(DeliveryOrderJson.decode(message.body()), deadline);
  }
}
