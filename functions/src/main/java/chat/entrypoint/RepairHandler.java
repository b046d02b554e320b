package chat.entrypoint;

import chat.aws.dynamodb.MessageStream;
import chat.aws.dynamodb.MessageStream.StreamRecord;
import chat.delivery.Repair;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;

/** Posts again what was not acknowledged. A fault fails the whole batch, which Lambda then halves. */
public final class RepairHandler implements RequestStreamHandler {
  private final Repair repair;
  private final InstantSource clock;

  public RepairHandler() {
    this(ChatApp.inLambda());
  }

  public RepairHandler(ChatApp app) {
    this.repair = app.repair();
    this.clock = app.clock();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    repair.repair(MessageStream.read(LambdaIo.read(in)).stream().map(StreamRecord::entry).toList(),
        LambdaIo.deadline(context, clock));
    BatchItemFailures.write(out, List.of());
  }
}
