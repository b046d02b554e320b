package chat.infrastructure;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/** A queue with its dead letters. */
final class ChatQueue extends Construct {
  private final Queue sqs;

  ChatQueue(Construct scope, chat.topology.Queue queue, StageName stage) {
    super(scope, queue.name());
    Queue deadLetters = DeadLetters.create(this, queue.deadLettersIn(stage.value()),
        "Messages of the queue " + queue.name() + " were given up");
    sqs = new Queue(this, "Queue", QueueProps.builder().queueName(queue.nameIn(stage.value()))
        .visibilityTimeout(Duration.seconds(queue.visibilityTimeout().toSeconds()))
        .deadLetterQueue(DeadLetterQueue.builder().queue(deadLetters).maxReceiveCount(queue.maxReceives()).build())
        .encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true).build());
  }

  String arn() {
    return sqs.getQueueArn();
  }

  /** Where messages are sent. */
  String address() {
    return sqs.getQueueUrl();
  }
}
