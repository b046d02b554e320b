package chat.infrastructure;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.QueueProps;
import software.constructs.Construct;

/** A queue of what had to be given up, and the alarm that somebody must look there. */
final class DeadLetters {
  private DeadLetters() {}

  static Queue create(Construct scope, String name, String alarmDescription) {
    Queue deadLetters = new Queue(scope, "DeadLetters", QueueProps.builder().queueName(name)
        .retentionPeriod(Duration.days(14)).encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true).build());
    var depth = deadLetters.metricApproximateNumberOfMessagesVisible(
        MetricOptions.builder().period(Duration.minutes(1)).statistic(Stats.MAXIMUM).build());
    new Alarm(scope, "DeadLettersAlarm",
        AlarmProps.builder().alarmName(name).alarmDescription(alarmDescription).metric(depth).threshold(1)
            .evaluationPeriods(1).comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING).build());
    return deadLetters;
  }
}
