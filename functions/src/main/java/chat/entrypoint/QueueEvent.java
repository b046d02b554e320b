package chat.entrypoint;

import chat.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Messages of a queue as a Lambda function gets them (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html). Each
 * succeeds or fails by itself.
 */
record QueueEvent(List<QueueMessage> messages) {
  QueueEvent {
    messages = List.copyOf(messages);
  }

  /** A message, the id by which a failure is reported, and how often it has come, this time included. */
  record QueueMessage(String messageId, String body, int receives) {}

  static QueueEvent read(JsonObject event) {
    return new QueueEvent(event.objects("Records").stream()
        .map(message -> new QueueMessage(message.text("messageId"), message.text("body"),
            Integer.parseInt(message.object("attributes").text("ApproximateReceiveCount"))))
        .toList());
  }

  /**
   * Lets Lambda delete the other messages, and these come again
   * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
   */
  static void reportFailed(OutputStream out, List<QueueMessage> failed) throws IOException {
    BatchItemFailures.write(out, failed.stream().map(QueueMessage::messageId).toList());
  }
}
