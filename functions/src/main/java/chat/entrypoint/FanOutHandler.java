package chat.entrypoint;

import chat.aws.dynamodb.MessageStream;
import chat.aws.dynamodb.MessageStream.StreamRecord;
import chat.delivery.FanOut;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Takes new messages from the stream to those who are connected. Reports the first record that must be tried again, from
 * which Lambda then restarts (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
public final class FanOutHandler implements RequestStreamHandler {
  private final FanOut fanOut;

  public FanOutHandler() {
    this(ChatApp.inLambda());
  }

  public FanOutHandler(ChatApp app) {
    this.fanOut = app.fanOut();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    List<StreamRecord> records = MessageStream.read(LambdaIo.read(in));
    int handled = fanOut.deliver(records.stream().map(StreamRecord::entry).toList());
    LambdaIo.write(out, json -> {
      json.writeArrayFieldStart("batchItemFailures");
      if (handled < records.size()) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", records.get(handled).sequenceNumber());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
