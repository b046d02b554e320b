package chat.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A queue of dead letters. Looking and moving take turns, since what one has in hand the other does not see. */
final class DeadLetters {
  private static final int MOST_AT_ONCE = 10;
  /** Longer than a look or a move of a batch takes. */
  private static final Duration IN_HAND = Duration.ofSeconds(30);

  private final SqsClient client;
  private final String address;

  DeadLetters(SqsClient client, String address) {
    this.client = client;
    this.address = address;
  }

  long count() {
    return Counts.of(client, address).all();
  }

  void add(String body) {
    client.sendMessage(request -> request.queueUrl(address).messageBody(body));
  }

  /** SQS has no way to look without receiving: what is received is put back at once. */
  synchronized List<DeadLetter> peek(int limit) {
    List<Message> messages = new ArrayList<>();
    try {
      List<Message> batch;
      do {
        batch = receive(Math.min(MOST_AT_ONCE, limit - messages.size()));
        messages.addAll(batch);
      } while (!batch.isEmpty() && messages.size() < limit);
    } finally {
      for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
        putBack(messages.subList(from, Math.min(from + MOST_AT_ONCE, messages.size())));
      }
    }
    return messages.stream().map(DeadLetters::letter).toList();
  }

  private void putBack(List<Message> messages) {
    client.changeMessageVisibilityBatch(request -> request.queueUrl(address)
        .entries(messages.stream().map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
            .id(message.messageId()).receiptHandle(message.receiptHandle()).visibilityTimeout(0).build()).toList()));
  }

  private static DeadLetter letter(Message message) {
    Map<MessageSystemAttributeName, String> attributes = message.attributes();
    return new DeadLetter(message.messageId(), message.body(),
        Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0")),
        Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))));
  }

  /** A message is sent before it is deleted: if this fails between, it is in both and nothing is lost. */
  synchronized int moveTo(String target) {
    int moved = 0;
    for (List<Message> batch = receive(MOST_AT_ONCE); !batch.isEmpty(); batch = receive(MOST_AT_ONCE)) {
      for (Message message : batch) {
        client.sendMessage(request -> request.queueUrl(target).messageBody(message.body()));
        client.deleteMessage(request -> request.queueUrl(address).receiptHandle(message.receiptHandle()));
        moved++;
      }
    }
    return moved;
  }

  private List<Message> receive(int most) {
    return client.receiveMessage(request -> request.queueUrl(address).maxNumberOfMessages(most)
        .visibilityTimeout(Math.toIntExact(IN_HAND.toSeconds()))
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
  }
}
