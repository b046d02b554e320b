package chat.entrypoint;

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

/** Carries out what the messages of a queue order, and reports each that must be tried again. */
abstract class QueueHandler implements RequestStreamHandler {
  private final InstantSource clock;

  QueueHandler(ChatApp app) {
    this.clock = app.clock();
  }

  /** {@code order}: the body of a message. */
  abstract void carryOut(String order, Instant deadline);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Instant deadline = LambdaIo.deadline(context, clock);
    List<QueueMessage> failed = new ArrayList<>();
    for (QueueMessage message : QueueEvent.read(LambdaIo.read(in)).messages()) {
      try {
        carryOut(message.body(), deadline);
      } catch (RuntimeException fault) {
        LambdaIo.log(context, "An order cannot be carried out; it is tried again.", fault);
        failed.add(message);
      }
    }
    QueueEvent.reportFailed(out, failed);
  }
}
