package chat.local.queue;

import static java.util.stream.Collectors.partitioningBy;

import chat.local.function.FailureReport;
import chat.local.function.FunctionHost;
import chat.local.function.Result;
import chat.local.trace.Cause;
import chat.topology.QueueSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Hands messages to a function as Lambda does, and deletes those that it handled. The others come again by themselves. */
final class QueueDelivery {
  private final QueueSource source;
  private final String address;
  private final String arn;
  private final SqsClient client;
  private final FunctionHost functions;
  private final QueueFaults faults;

  QueueDelivery(QueueSource source, QueueEngine engine, FunctionHost functions, QueueFaults faults) {
    this.source = source;
    this.address = engine.address(source.queue()).toString();
    this.arn = engine.arn(address);
    this.client = engine.client();
    this.functions = functions;
    this.faults = faults;
  }

  void deliver(List<Message> batch) {
    Set<String> failed = failed(batch);
    Map<Boolean, List<Message>> outcome = batch.stream()
        .collect(partitioningBy(message -> failed.contains(message.messageId())));
    delete(outcome.getOrDefault(false, List.of()).stream().filter(message -> !comesAgain(message)).toList());
    outcome.getOrDefault(true, List.of()).stream().filter(this::wasTheLastTry).forEach(this::complain);
  }

  private Set<String> failed(List<Message> batch) {
    Set<String> all = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    return switch (functions.invoke(source.function(), QueueEvents.event(arn, batch), cause(batch))) {
      // a report that names an unknown message fails the whole batch
      case Result.Returned(String json) -> FailureReport.read(json).filter(all::containsAll)
          .<Set<String>>map(Set::copyOf).orElse(all);
      case Result.Failed failed -> all;
    };
  }

  private Cause cause(List<Message> batch) {
    return new Cause.Messages(source.queue().name(), batch.stream().map(Message::messageId).toList());
  }

  private boolean comesAgain(Message message) {
    Optional<Duration> forgotten = faults.forgetsDelete(source.queue());
    forgotten.ifPresent(again -> client.changeMessageVisibility(request -> request.queueUrl(address)
        .receiptHandle(message.receiptHandle()).visibilityTimeout(Math.toIntExact(again.toSeconds()))));
    return forgotten.isPresent();
  }

  private void delete(List<Message> handled) {
    if (!handled.isEmpty()) {
      client.deleteMessageBatch(request -> request.queueUrl(address)
          .entries(handled.stream().map(message -> DeleteMessageBatchRequestEntry.builder().id(message.messageId())
              .receiptHandle(message.receiptHandle()).build()).toList()));
    }
  }

  private boolean wasTheLastTry(Message message) {
    return Stream.ofNullable(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
        .anyMatch(count -> Integer.parseInt(count) >= source.queue().maxReceives());
  }

  private void complain(Message message) {
    System.err.println("GIVEN UP: function " + source.function().name() + " failed " + source.queue().maxReceives()
        + " times on message " + message.messageId() + " of queue " + source.queue().name()
        + ", which goes to the dead letters");
  }
}
