package chat.aws.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue to send to. */
public final class SqsQueue {
  /** What SQS lets a message wait (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatchRequestEntry.html). */
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
  private static final int ENTRIES_PER_CALL = 10;
  private static final int BYTES_PER_CALL = 256 * 1024;

  private final SqsClient client;
  private final URI address;

  public SqsQueue(SqsClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /**
   * Returns when the queue has them all; after an exception it may have some. SQS counts the delay in whole seconds, so a
   * fraction is rounded up.
   */
  public void send(List<String> bodies, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("A delay must be from 0 to " + LONGEST_DELAY.toSeconds() + " seconds.");
    }
    int seconds = Math.toIntExact(delay.plusSeconds(1).minusNanos(1).toSeconds());
    List<SendMessageBatchRequestEntry> call = new ArrayList<>();
    int bytes = 0;
    for (String body : bodies) {
      int size = body.getBytes(UTF_8).length;
      if (call.size() == ENTRIES_PER_CALL || (!call.isEmpty() && bytes + size > BYTES_PER_CALL)) {
        send(call);
        call = new ArrayList<>();
        bytes = 0;
      }
      call.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(call.size())).messageBody(body)
          .delaySeconds(seconds).build());
      bytes += size;
    }
    if (!call.isEmpty()) {
      send(call);
    }
  }

  private void send(List<SendMessageBatchRequestEntry> entries) {
    List<BatchResultErrorEntry> failed = client
        .sendMessageBatch(request -> request.queueUrl(address.toString()).entries(entries)).failed();
    if (!failed.isEmpty()) {
      BatchResultErrorEntry first = failed.getFirst();
      throw new NotQueuedException("Queue %s refused %d of %d messages, the first with %s: %s".formatted(address,
          failed.size(), entries.size(), first.code(), first.message()));
    }
  }
}
