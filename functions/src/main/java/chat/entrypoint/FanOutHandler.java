package chat.entrypoint;

import chat.aws.dynamodb.MessageStream;
import chat.aws.dynamodb.MessageStream.StreamRecord;
import chat.delivery.FanOut;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes new messages from the stream to those who are connected. Reports the first record that must be tried again, from
 * which Lambda then restarts (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
public final class FanOutHandler implements RequestStreamHandler {
  private final FanOut fanOut;
  private final InstantSource clock;

  public FanOutHandler() {
    this(ChatApp.inLambda());
  }

  public FanOutHandler(ChatApp app) {
    this.fanOut = app.fanOut();
    this.clock = app.clock();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    List<StreamRecord> records = MessageStream.read(LambdaIo.read(in));
    OptionalInt failure = fanOut.deliver(records.stream().map(StreamRecord::entry).toList(),
        LambdaIo.deadline(context, clock));
    BatchItemFailures.write(out, failure.stream().mapToObj(index -> records.get(index).sequenceNumber()).toList());
  }
}
