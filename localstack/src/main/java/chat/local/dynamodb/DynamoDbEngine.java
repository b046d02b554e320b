package chat.local.dynamodb;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local inside this process, reached without HTTP. Its telemetry stays off. */
public final class DynamoDbEngine implements AutoCloseable {
  private static final boolean DISABLE_TELEMETRY = true;

  private final AmazonDynamoDBLocal engine;

  private DynamoDbEngine(AmazonDynamoDBLocal engine) {
    this.engine = engine;
  }

  /** Forgets everything when it closes. */
  public static DynamoDbEngine inMemory() {
    return new DynamoDbEngine(DynamoDBEmbedded.create(DISABLE_TELEMETRY));
  }

  /** Keeps tables and streams in a directory, which is made when there is none. */
  public static DynamoDbEngine storedIn(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    File database = directory.resolve("dynamodb.db").toFile();
    return new DynamoDbEngine(DynamoDBEmbedded.create(database, DISABLE_TELEMETRY));
  }

  public DynamoDbClient client() {
    return engine.dynamoDbClient();
  }

  public DynamoDbStreamsClient streams() {
    return engine.dynamoDbStreamsClient();
  }

  /** Its threads would keep the process alive. */
  @Override
  public void close() {
    engine.shutdown();
  }
}
