package chat.infrastructure;

import chat.topology.Table;
import chat.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.constructs.Construct;

/**
 * What must survive: the tables. They outlive the service, the stack and a mistaken delete. They are encrypted at rest
 * with the key that DynamoDB owns, which costs nothing; a key in KMS would be paid for by the request.
 */
final class DataStack extends Stack {
  private final Map<Table, ITable> tables = new LinkedHashMap<>();

  DataStack(Construct scope, StageName stage) {
    super(scope, stage.nameOf("data"), StackProps.builder().description("Chat: the tables of stage " + stage.value())
        .terminationProtection(true).build());
    for (Table table : Topology.TABLES) {
      tables.put(table, create(table, stage));
    }
  }

  /** The deployed form of a table. */
  ITable deployed(Table table) {
    return Objects.requireNonNull(tables.get(table), table.name());
  }

  private ITable create(Table table, StageName stage) {
    var builder = software.amazon.awscdk.services.dynamodb.Table.Builder.create(this, table.name())
        .tableName(table.nameIn(stage.value())).partitionKey(attribute(table.partitionKey()))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(true).removalPolicy(RemovalPolicy.RETAIN);
    table.sortKey().ifPresent(key -> builder.sortKey(attribute(key)));
    table.timeToLive().ifPresent(builder::timeToLiveAttribute);
    if (table.stream()) {
      builder.stream(StreamViewType.NEW_IMAGE);
    }
    var deployed = builder.build();
    for (Table.Index index : table.indexes()) {
      deployed.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder().indexName(index.name())
          .partitionKey(attribute(index.partitionKey())).sortKey(attribute(index.sortKey()))
          .projectionType(ProjectionType.ALL).build());
    }
    return deployed;
  }

  private static Attribute attribute(Table.Attribute attribute) {
    AttributeType type = switch (attribute.type()) {
      case TEXT -> AttributeType.STRING;
      case NUMBER -> AttributeType.NUMBER;
    };
    return Attribute.builder().name(attribute.name()).type(type).build();
  }
}
