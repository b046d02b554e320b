package chat.infrastructure;

import chat.topology.Function;
import chat.topology.QueueSource;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** A queue that feeds a function. */
final class QueueReader extends Construct implements EventSource {
  private final QueueSource source;
  private final ChatQueue queue;

  QueueReader(Construct scope, QueueSource source, ChatQueue queue) {
    super(scope, source.queue().name() + "To" + source.function().name());
    this.source = source;
    this.queue = queue;
  }

  @Override
  public boolean feeds(Function function) {
    return source.function().equals(function);
  }

  @Override
  public List<PolicyStatement> statements() {
    return List.of(Grants.allow(List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
        List.of(queue.arn())));
  }

  @Override
  public void start(java.util.function.Function<Function, ? extends IFunction> functions) {
    new EventSourceMapping(this, "Mapping",
        EventSourceMappingProps.builder().target(functions.apply(source.function())).eventSourceArn(queue.arn())
            .batchSize(source.batchSize()).maxConcurrency(source.maxConcurrency()).reportBatchItemFailures(true)
            .build());
  }
}
