package chat.entrypoint;

import chat.aws.sqs.DeliveryOrderJson;
import chat.delivery.Deliver;
import chat.entrypoint.QueueEvent.QueueMessage;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Delivers the chunks of large channels, and once more what failed. Reports each message that must be tried again. */
public final class DeliverHandler implements RequestStreamHandler {
  private final Deliver deliver;
  private final InstantSource clock;

  public DeliverHandler() {
    this(ChatApp.inLambda());
  }

  public DeliverHandler(ChatApp app) {
    this.deliver = app.deliver();
    this.clock = app.clock();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Instant deadline = LambdaIo.deadline(context, clock);
    List<QueueMessage> failed = new ArrayList<>();
    for (QueueMessage message : QueueEvent.read(LambdaIo.read(in)).messages()) {
      try {
        deliver.carryOut(DeliveryOrderJson.decode(message.body()), deadline);
      } catch (RuntimeException fault) {
        LambdaIo.log(context, "An order cannot be carried out; it is tried again.", fault);
        failed.add(message);
      }
    }
    QueueEvent.reportFailed(out, failed);
  }
}
