package chat.entrypoint;

import chat.aws.dynamodb.MessageStream;
import chat.aws.dynamodb.MessageStream.StreamRecord;
import chat.delivery.FanOut;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes new messages from the stream to those who are connected. Reports the first record that must be tried again, from
 * which Lambda then restarts (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
public final class FanOutHandler implements RequestStreamHandler {
  private static final Duration TIME_TO_REPORT = Duration.ofSeconds(10);

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
    Instant deadline = Instant.now().plusMillis(context.getRemainingTimeInMillis()).minus(TIME_TO_REPORT);
    OptionalInt failure = fanOut.deliver(records.stream().map(StreamRecord::entry).toList(), deadline);
    LambdaIo.write(out, json -> {
      json.writeArrayFieldStart("batchItemFailures");
      if (failure.isPresent()) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", records.get(failure.getAsInt()).sequenceNumber());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
