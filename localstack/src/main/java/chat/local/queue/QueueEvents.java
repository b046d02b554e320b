package chat.local.queue;

import chat.json.JsonText;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages of a queue as the JSON event that Lambda gives to a function. */
final class QueueEvents {
  private QueueEvents() {}

  static String event(String queueArn, List<Message> messages) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (Message message : messages) {
        json.writeStartObject();
        write(json, queueArn, message);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /** Nothing of ours sends message attributes, so their field is empty. */
  private static void write(JsonGenerator json, String queueArn, Message message) throws IOException {
    json.writeStringField("messageId", message.messageId());
    json.writeStringField("receiptHandle", message.receiptHandle());
    json.writeStringField("body", message.body());
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : message.attributesAsStrings().entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("messageAttributes");
    json.writeEndObject();
    json.writeStringField("md5OfBody", message.md5OfBody());
    json.writeStringField("eventSource", "aws:sqs");
    json.writeStringField("eventSourceARN", queueArn);
    json.writeStringField("awsRegion", Region.US_EAST_1.id());
  }
}
