package chat.local.dynamodb;

import chat.json.JsonText;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Stream records as the JSON event that Lambda gives to a function. */
final class StreamEvents {
  private StreamEvents() {}

  static String event(String streamArn, List<Record> records) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (Record record : records) {
        json.writeStartObject();
        write(json, streamArn, record);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, String streamArn, Record record) throws IOException {
    json.writeStringField("eventID", record.eventID());
    json.writeStringField("eventName", record.eventNameAsString());
    json.writeStringField("eventVersion", record.eventVersion());
    json.writeStringField("eventSource", "aws:dynamodb");
    json.writeStringField("awsRegion", record.awsRegion());
    json.writeObjectFieldStart("dynamodb");
    StreamRecord change = record.dynamodb();
    json.writeNumberField("ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    writeAttributes(json, "Keys", change.keys());
    if (change.hasNewImage()) {
      writeAttributes(json, "NewImage", change.newImage());
    }
    json.writeStringField("SequenceNumber", change.sequenceNumber());
    json.writeNumberField("SizeBytes", change.sizeBytes());
    json.writeStringField("StreamViewType", change.streamViewTypeAsString());
    json.writeEndObject();
    json.writeStringField("eventSourceARN", streamArn);
  }

  private static void writeAttributes(JsonGenerator json, String name, Map<String, AttributeValue> attributes)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value.type()) {
      case S -> json.writeStringField("S", value.s());
      case N -> json.writeStringField("N", value.n());
      case B -> json.writeStringField("B", base64(value.b()));
      case BOOL -> json.writeBooleanField("BOOL", value.bool());
      case NUL -> json.writeBooleanField("NULL", true);
      case M -> writeAttributes(json, "M", value.m());
      case L -> writeList(json, value.l());
      case SS -> writeTexts(json, "SS", value.ss());
      case NS -> writeTexts(json, "NS", value.ns());
      case BS -> writeTexts(json, "BS", value.bs().stream().map(StreamEvents::base64).toList());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("An attribute of a type unknown to this SDK.");
    }
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, List<AttributeValue> values) throws IOException {
    json.writeArrayFieldStart("L");
    for (AttributeValue value : values) {
      writeValue(json, value);
    }
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
