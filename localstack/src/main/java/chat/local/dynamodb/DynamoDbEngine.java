package chat.local.dynamodb;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Tables and streams: DynamoDB Local inside this process, reached without HTTP, or what another emulator offers. */
public final class DynamoDbEngine implements AutoCloseable {
  /** As often as Lambda looks (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html). */
  public static final Duration LAMBDAS_POLL_INTERVAL = Duration.ofMillis(250);
  /** Lower than in the cloud, since a look costs next to nothing here. */
  private static final Duration EMBEDDED_POLL_INTERVAL = Duration.ofMillis(50);
  private static final boolean DISABLE_TELEMETRY = true;

  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private final Duration pollInterval;
  private final Runnable shutdown;

  DynamoDbEngine(DynamoDbClient client, DynamoDbStreamsClient streams, Duration pollInterval,
      Runnable shutdown) {
    this.client = client;
    this.streams = streams;
    this.pollInterval = pollInterval;
    this.shutdown = shutdown;
  }

  /** Forgets everything when it closes. */
  public static DynamoDbEngine inMemory() {
    return embedded(DynamoDBEmbedded.create(DISABLE_TELEMETRY));
  }

  /** Keeps tables and streams in a directory, which is made when there is none. */
  public static DynamoDbEngine storedIn(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    File database = directory.resolve("dynamodb.db").toFile();
    return embedded(DynamoDBEmbedded.create(database, DISABLE_TELEMETRY));
  }

  /** Its threads would keep the process alive. */
  private static DynamoDbEngine embedded(AmazonDynamoDBLocal engine) {
    return new DynamoDbEngine(engine.dynamoDbClient(), engine.dynamoDbStreamsClient(), EMBEDDED_POLL_INTERVAL,
        engine::shutdown);
  }

  /**
   * An emulator that runs by itself and goes on when this closes, such as LocalStack.
   *
   * @param endpoint takes calls of DynamoDB and of its streams
   * @param pollInterval between two looks into a shard of a stream
   */
  public static DynamoDbEngine at(URI endpoint, Duration pollInterval) {
    StaticCredentialsProvider anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    DynamoDbClient client = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(anyone).build();
    DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder().httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(anyone).build();
    return new DynamoDbEngine(client, streams, pollInterval, () -> {
      client.close();
      streams.close();
    });
  }

  public DynamoDbClient client() {
    return client;
  }

  public DynamoDbStreamsClient streams() {
    return streams;
  }

  /** How long to wait between two looks into a shard of a stream. */
  public Duration pollInterval() {
    return pollInterval;
  }

  @Override
  public void close() {
    shutdown.run();
  }
}
