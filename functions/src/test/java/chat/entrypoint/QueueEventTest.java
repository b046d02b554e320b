package chat.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.entrypoint.QueueEvent.QueueMessage;
import chat.json.JsonException;
import chat.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueEventTest {
  /** As https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html shows it. */
  private static final String EVENT = """
      {"Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
        "body": "{\\"chunk\\":1}",
        "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183",
          "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185"},
        "messageAttributes": {},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
        "awsRegion": "us-east-2"}]}""";

  @Test
  void readsIdsAndBodies() {
    assertEquals(List.of(new QueueMessage("059f36b4-87a3-44ab-83d2-661975830a7d", "{\"chunk\":1}", 1)),
        QueueEvent.read(JsonObject.parse(EVENT)).messages());
  }

  @Test
  void refusesWhatIsNoMessage() {
    JsonObject event = JsonObject.parse("{\"Records\":[{\"messageId\":\"1\"}]}");
    assertThrows(JsonException.class, () -> QueueEvent.read(event));
  }

  @Test
  void namesWhatFailed() throws IOException {
    assertEquals("{\"batchItemFailures\":[]}", reported(List.of()));
    assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"}]}",
        reported(List.of(new QueueMessage("1", "a", 1), new QueueMessage("2", "b", 2))));
  }

  private static String reported(List<QueueMessage> failed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    QueueEvent.reportFailed(out, failed);
    return out.toString(UTF_8);
  }
}
