package chat.aws.dynamodb;

import chat.topology.Topology;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local in this JVM with the tables of the topology: one engine for all tests, each in channels of its own. */
public final class DynamoDbLocal {
  public static final String STAGE = "test";
  private static final AmazonDynamoDBLocal ENGINE = start();

  private DynamoDbLocal() {}

  private static AmazonDynamoDBLocal start() {
    AmazonDynamoDBLocal engine = DynamoDBEmbedded.create();
    CreateTables.create(engine.dynamoDbClient(), Topology.TABLES, STAGE);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::shutdown));
    return engine;
  }

  public static DynamoDbClient client() {
    return ENGINE.dynamoDbClient();
  }

  static DynamoDbStreamsClient streams() {
    return ENGINE.dynamoDbStreamsClient();
  }

  public static DynamoDbEnhancedClient enhanced() {
    return DynamoDbEnhancedClient.builder().dynamoDbClient(client()).extensions(List.of()).build();
  }
}
