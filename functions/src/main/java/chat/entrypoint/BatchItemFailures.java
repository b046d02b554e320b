package chat.entrypoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The answer of a function that works through a batch: what of it must come again. */
final class BatchItemFailures {
  private BatchItemFailures() {}

  /** {@code identifiers}: sequence numbers of stream records, or ids of queue messages. */
  static void write(OutputStream out, List<String> identifiers) throws IOException {
    LambdaIo.write(out, json -> {
      json.writeArrayFieldStart("batchItemFailures");
      for (String identifier : identifiers) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", identifier);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
