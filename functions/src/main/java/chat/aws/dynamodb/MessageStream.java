package chat.aws.dynamodb;

import chat.json.JsonObject;
import chat.messaging.LogEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * New log entries as a Lambda function gets them from the stream of Messages
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
 */
public final class MessageStream {
  private MessageStream() {}

  /** An entry and the number by which a failure is reported. */
  public record StreamRecord(String sequenceNumber, LogEntry entry) {}

  /** The inserted entries; a later change of an entry in place is no new message. */
  public static List<StreamRecord> read(JsonObject event) {
    return event.objects("Records").stream().filter(record -> record.text("eventName").equals("INSERT"))
        .map(record -> record.object("dynamodb"))
        .map(change -> new StreamRecord(change.text("SequenceNumber"), entry(change.object("NewImage")))).toList();
  }

  private static LogEntry entry(JsonObject image) {
    Map<String, AttributeValue> item = image.names().stream()
        .collect(Collectors.toMap(name -> name, name -> value(image.object(name))));
    return MessageItem.SCHEMA.mapToItem(item).toEntry();
  }

  /** Texts and numbers: all that a row of Messages is made of. */
  private static AttributeValue value(JsonObject typed) {
    return typed.has("N") ? AttributeValue.fromN(typed.text("N")) : AttributeValue.fromS(typed.text("S"));
  }
}
