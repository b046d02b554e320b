package chat.infrastructure;

import chat.topology.Function;
import chat.topology.StreamSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A stream that feeds a function, and what it had to give up. */
final class StreamReader extends Construct implements EventSource {
  private final StreamSource source;
  private final String streamArn;
  private final Queue deadLetters;

  StreamReader(Construct scope, StreamSource source, StageName stage, ITable table) {
    super(scope, source.table().name() + "To" + source.function().name());
    this.source = source;
    streamArn = Objects.requireNonNull(table.getTableStreamArn(), source.table().name());
    deadLetters = DeadLetters.create(this, source.deadLettersIn(stage.value()),
        "Records of the " + source.table().name() + " stream were given up");
  }

  @Override
  public boolean feeds(Function function) {
    return source.function().equals(function);
  }

  /** Lambda also reports what it gives up in the function's name. */
  @Override
  public List<PolicyStatement> statements() {
    return List.of(
        Grants.allow(List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
            "dynamodb:ListStreams"), List.of(streamArn)),
        Grants.allow(List.of("sqs:SendMessage"), List.of(deadLetters.getQueueArn())));
  }

  /** Starts with the oldest record, so that nothing written before the first deployment is lost. */
  @Override
  public void start(java.util.function.Function<Function, ? extends IFunction> functions) {
    EventSourceMappingProps.Builder mapping = EventSourceMappingProps.builder()
        .target(functions.apply(source.function())).eventSourceArn(streamArn)
        .startingPosition(StartingPosition.TRIM_HORIZON).batchSize(source.batchSize())
        .maxBatchingWindow(Duration.seconds(source.window().toSeconds()))
        .parallelizationFactor(source.parallelization()).retryAttempts(source.retries())
        .maxRecordAge(Duration.seconds(source.maxAge().toSeconds())).bisectBatchOnError(true)
        .reportBatchItemFailures(true).onFailure(new SqsDlq(deadLetters));
    if (source.insertsOnly()) {
      mapping.filters(List.of(FilterCriteria.filter(Map.of("eventName", FilterRule.isEqual("INSERT")))));
    }
    new EventSourceMapping(this, "Mapping", mapping.build());
  }
}
