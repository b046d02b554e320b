package chat.aws.dynamodb;

import chat.topology.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Creates tables on an engine that CloudFormation does not reach. In AWS the CDK app does. */
public final class CreateTables {
  private CreateTables() {}

  /** Creates those that do not exist yet. */
  public static void create(DynamoDbClient client, Collection<Table> tables, String stage) {
    for (Table table : tables) {
      try {
        client.createTable(request(table, stage));
        table.timeToLive().ifPresent(attribute -> client.updateTimeToLive(update -> update.tableName(
            table.nameIn(stage)).timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute))));
      } catch (ResourceInUseException exists) {
        // from an earlier run on the same data
      }
    }
  }

  private static CreateTableRequest request(Table table, String stage) {
    CreateTableRequest.Builder request = CreateTableRequest.builder().tableName(table.nameIn(stage))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attributes(table)).keySchema(keys(table.partitionKey(), table.sortKey()));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream()
          .map(index -> GlobalSecondaryIndex.builder().indexName(index.name())
              .keySchema(keys(index.partitionKey(), Optional.of(index.sortKey())))
              .projection(projection -> projection.projectionType(ProjectionType.ALL)).build())
          .toList());
    }
    if (table.stream()) {
      request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE));
    }
    return request.build();
  }

  private static List<AttributeDefinition> attributes(Table table) {
    Set<Table.Attribute> attributes = new LinkedHashSet<>();
    attributes.add(table.partitionKey());
    table.sortKey().ifPresent(attributes::add);
    table.indexes().forEach(index -> {
      attributes.add(index.partitionKey());
      attributes.add(index.sortKey());
    });
    return attributes.stream().map(attribute -> AttributeDefinition.builder().attributeName(attribute.name())
        .attributeType(switch (attribute.type()) {
          case TEXT -> ScalarAttributeType.S;
          case NUMBER -> ScalarAttributeType.N;
        }).build()).toList();
  }

  private static List<KeySchemaElement> keys(Table.Attribute partitionKey, Optional<Table.Attribute> sortKey) {
    List<KeySchemaElement> keys = new ArrayList<>();
    keys.add(KeySchemaElement.builder().attributeName(partitionKey.name()).keyType(KeyType.HASH).build());
    sortKey.ifPresent(key -> keys
        .add(KeySchemaElement.builder().attributeName(key.name()).keyType(KeyType.RANGE).build()));
    return keys;
  }
}
