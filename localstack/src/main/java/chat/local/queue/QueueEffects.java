package chat.local.queue;

import chat.local.function.CallTrace;
import chat.local.trace.Effect;
import chat.topology.Queue;
import chat.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Says what a call to SQS has put into which queue. */
public final class QueueEffects implements CallTrace.Description {
  private final String stage;

  public QueueEffects(String stage) {
    this.stage = stage;
  }

  @Override
  public List<Effect> describe(CallTrace.Timing timing, String operation, SdkRequest request,
      @Nullable Object response) {
    String address = request.getValueForField("QueueUrl", String.class).orElse("");
    return List.of(new Effect.QueueSend(timing.at(), timing.took(), name(address),
        messageIds(response), timing.outcome()));
  }

  private String name(String address) {
    String deployed = address.substring(address.lastIndexOf('/') + 1);
    return Topology.QUEUES.stream().filter(queue -> queue.nameIn(stage).equals(deployed)).map(Queue::name).findFirst()
        .orElse(deployed);
  }

  private static List<String> messageIds(@Nullable Object response) {
    return switch (response) {
      case SendMessageResponse sent -> List.of(sent.messageId());
      case SendMessageBatchResponse sent -> sent.successful().stream().map(SendMessageBatchResultEntry::messageId)
          .toList();
      case null, default -> List.of();
    };
  }
}
