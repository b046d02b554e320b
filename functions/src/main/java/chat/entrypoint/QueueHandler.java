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

/** Carries out what the messages of a queue order, and reports each that must be tried again, or for which no time is left. */
abstract class QueueHandler implements RequestStreamHandler {
  private final InstantSource clock;

  QueueHandler(ChatApp app) {
    this.clock = app.clock();
  }

  abstract void carryOut(QueueMessage message, Instant deadline);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Instant deadline = LambdaIo.deadline(context, clock);
    List<QueueMessage> failed = new ArrayList<>();
    for (QueueMessage message : QueueEvent.read(LambdaIo.read(in)).messages()) {
      if (clock.instant().isAfter(deadline)) {
        failed.add(message);
        continue;
      }
      try {
        carryOut(message, deadline);
      } catch (RuntimeException fault) {
        LambdaIo.log(context, "An order cannot be carried out; it is tried again.", fault);
        failed.add(message);
      }
    }
    QueueEvent.reportFailed(out, failed);
  }
}
