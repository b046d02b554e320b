package chat.infrastructure;

import chat.topology.Function;
import chat.topology.StreamSource;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/** A stream that feeds a function, the queue of what it had to give up, and the alarm that somebody must look there. */
final class StreamReader extends Construct {
  private final StreamSource source;
  private final String streamArn;
  private final Queue deadLetters;

  StreamReader(Construct scope, StreamSource source, StageName stage, ITable table) {
    super(scope, source.table().name() + "To" + source.function().name());
    this.source = source;
    streamArn = Objects.requireNonNull(table.getTableStreamArn(), source.table().name());
    String name = stage.nameOf(source.function().name() + "-dead-letters");
    deadLetters = new Queue(this, "DeadLetters", QueueProps.builder().queueName(name)
        .retentionPeriod(Duration.days(14)).encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true).build());
    var depth = deadLetters.metricApproximateNumberOfMessagesVisible(
        MetricOptions.builder().period(Duration.minutes(1)).statistic(Stats.MAXIMUM).build());
    new Alarm(this, "DeadLettersAlarm",
        AlarmProps.builder().alarmName(name)
            .alarmDescription("Records of the " + source.table().name() + " stream were given up")
            .metric(depth).threshold(1).evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING).build());
  }

  boolean feeds(Function function) {
    return source.function().equals(function);
  }

  /** What the function must be allowed, for Lambda polls the stream and reports failures in the function's name. */
  List<PolicyStatement> statements() {
    return List.of(
        Grants.allow(List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
            "dynamodb:ListStreams"), List.of(streamArn)),
        Grants.allow(List.of("sqs:SendMessage"), List.of(deadLetters.getQueueArn())));
  }

  /** Starts with the oldest record, so that nothing written before the first deployment is lost. */
  void start(java.util.function.Function<Function, ? extends IFunction> functions) {
    new EventSourceMapping(this, "Mapping",
        EventSourceMappingProps.builder().target(functions.apply(source.function())).eventSourceArn(streamArn)
            .startingPosition(StartingPosition.TRIM_HORIZON).batchSize(source.batchSize())
            .parallelizationFactor(source.parallelization()).retryAttempts(source.retries())
            .maxRecordAge(Duration.seconds(source.maxAge().toSeconds())).bisectBatchOnError(true)
            .reportBatchItemFailures(true).onFailure(new SqsDlq(deadLetters)).build());
  }
}
