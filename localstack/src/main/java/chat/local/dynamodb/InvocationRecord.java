package chat.local.dynamodb;

import chat.json.JsonText;
import chat.local.function.Result;
import chat.topology.Function;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What Lambda sends to the destination for failures
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html). It holds no item: who looks into the
 * failure reads the stream again, for as long as that keeps the records. The id is its own and not an invocation's.
 */
final class InvocationRecord {
  private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final DateTimeFormatter SECONDS = new DateTimeFormatterBuilder().appendInstant(0).toFormatter();

  private InvocationRecord() {}

  /** Where the records are. */
  record Shard(String streamArn, String id) {}

  static String json(Function function, Shard shard, GivenUp givenUp, Instant now) {
    return JsonText.object(json -> {
      json.writeObjectFieldStart("requestContext");
      json.writeStringField("requestId", UUID.randomUUID().toString());
      json.writeStringField("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:" + function.name());
      json.writeStringField("condition", givenUp.reason().condition());
      json.writeNumberField("approximateInvokeCount", givenUp.failures());
      json.writeEndObject();
      if (givenUp.last().isPresent()) {
        writeResponse(json, givenUp.last().get());
      }
      json.writeStringField("version", "1.0");
      json.writeStringField("timestamp", MILLIS.format(now));
      writeBatch(json, shard, givenUp.records());
    });
  }

  /** A reported failure is no error of the function. */
  private static void writeResponse(JsonGenerator json, Result last) throws IOException {
    json.writeObjectFieldStart("responseContext");
    json.writeNumberField("statusCode", 200);
    json.writeStringField("executedVersion", "$LATEST");
    if (last instanceof Result.Failed) {
      json.writeStringField("functionError", "Unhandled");
    }
    json.writeEndObject();
  }

  private static void writeBatch(JsonGenerator json, Shard shard, List<Record> records) throws IOException {
    Record first = records.getFirst();
    Record last = records.getLast();
    json.writeObjectFieldStart("DDBStreamBatchInfo");
    json.writeStringField("shardId", shard.id());
    json.writeStringField("startSequenceNumber", Progress.sequenceNumber(first));
    json.writeStringField("endSequenceNumber", Progress.sequenceNumber(last));
    json.writeStringField("approximateArrivalOfFirstRecord", arrival(first));
    json.writeStringField("approximateArrivalOfLastRecord", arrival(last));
    json.writeNumberField("batchSize", records.size());
    json.writeStringField("streamArn", shard.streamArn());
    json.writeEndObject();
  }

  private static String arrival(Record record) {
    return SECONDS.format(record.dynamodb().approximateCreationDateTime());
  }
}
