package chat.local.queue;

import chat.json.JsonText;
import chat.topology.DeadLetterSource;
import chat.topology.Queue;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes queues as the topology describes them, unless they are there already, and sets them right if they are. */
final class QueueCreation {
  private final SqsClient client;
  private final String stage;

  QueueCreation(SqsClient client, String stage) {
    this.client = client;
    this.stage = stage;
  }

  /** Returns the address. */
  String deadLettersOf(DeadLetterSource source) {
    return client.createQueue(request -> request.queueName(source.deadLettersIn(stage))).queueUrl();
  }

  /** Returns the address. {@code deadLetters}: the address of what is to take them. */
  String create(Queue queue, String deadLetters) {
    String redrive = JsonText.object(json -> {
      json.writeStringField("deadLetterTargetArn", arn(client, deadLetters));
      json.writeNumberField("maxReceiveCount", queue.maxReceives());
    });
    // apart, since a queue that is there with other attributes would be refused
    String address = client.createQueue(request -> request.queueName(queue.nameIn(stage))).queueUrl();
    client.setQueueAttributes(request -> request.queueUrl(address)
        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(queue.visibilityTimeout().toSeconds()),
            QueueAttributeName.REDRIVE_POLICY, redrive)));
    return address;
  }

  static String arn(SqsClient client, String address) {
    return Objects.requireNonNull(client
        .getQueueAttributes(request -> request.queueUrl(address).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes().get(QueueAttributeName.QUEUE_ARN));
  }
}
