package chat.local.queue;

import chat.topology.DeadLetterSource;
import chat.topology.Queue;
import chat.topology.StreamSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues and what is given up: on ElasticMQ inside this process, or on what another emulator offers. */
public final class QueueEngine implements AutoCloseable {
  private final SqsClient client;
  private final AutoCloseable server;
  private final Map<Queue, URI> addresses = new LinkedHashMap<>();
  private final Map<DeadLetterSource, DeadLetters> deadLetters = new LinkedHashMap<>();

  private QueueEngine(URI endpoint, AutoCloseable server) {
    this.server = server;
    client = SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();
  }

  /** Starts ElasticMQ with these queues and the dead letters of all, empty. It keeps nothing over restarts. */
  public static QueueEngine start(List<? extends DeadLetterSource> sources, String stage) {
    return start(sources, stage, Optional.empty());
  }

  /** The same, but what is in the directory is there again, and kept over restarts. */
  public static QueueEngine start(List<? extends DeadLetterSource> sources, String stage, Optional<Path> directory) {
    ElasticMq server = ElasticMq.start(directory);
    return new QueueEngine(server.endpoint(), server).with(sources, stage);
  }

  /**
   * On an emulator that runs by itself and goes on when this closes, such as LocalStack.
   *
   * @param endpoint takes calls of SQS
   * @param sources whose queues are made unless they are there
   */
  public static QueueEngine at(URI endpoint, List<? extends DeadLetterSource> sources, String stage) {
    return new QueueEngine(endpoint, () -> {}).with(sources, stage);
  }

  private QueueEngine with(List<? extends DeadLetterSource> sources, String stage) {
    try {
      QueueCreation creation = new QueueCreation(client, stage);
      for (DeadLetterSource source : sources) {
        String letters = creation.deadLettersOf(source);
        deadLetters.put(source, new DeadLetters(client, letters));
        switch (source) {
          case Queue queue -> addresses.put(queue, URI.create(creation.create(queue, letters)));
          case StreamSource stream -> {
            // what is given up is all that it has in a queue
          }
        }
      }
      return this;
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  public SqsClient client() {
    return client;
  }

  /** What SQS calls the URL of a queue. */
  public URI address(Queue queue) {
    return Objects.requireNonNull(addresses.get(queue), queue.name());
  }

  /** The name by which policies and events know a queue. */
  String arn(String address) {
    return QueueCreation.arn(client, address);
  }

  /** How full the queues are, and how much was given up. */
  public List<QueueDepth> depths() {
    return deadLetters.entrySet().stream().map(entry -> switch (entry.getKey()) {
      case Queue queue -> QueueDepth.of(queue, Counts.of(client, address(queue).toString()), entry.getValue().count());
      case StreamSource stream -> QueueDepth.of(stream, Counts.NONE, entry.getValue().count());
    }).toList();
  }

  /** Some of what was given up, which stays there: at most {@code limit}. */
  public List<DeadLetter> deadLetters(DeadLetterSource source, int limit) {
    return lettersOf(source).peek(limit);
  }

  /** Gives a reader of a stream a dead letter. */
  public void giveUp(StreamSource source, String body) {
    lettersOf(source).add(body);
  }

  /** Moves what was given up back into the queue. Returns how many messages. */
  public int redrive(Queue queue) {
    return lettersOf(queue).moveTo(address(queue).toString());
  }

  private DeadLetters lettersOf(DeadLetterSource source) {
    return Objects.requireNonNull(deadLetters.get(source), source::toString);
  }

  @Override
  public void close() {
    client.close();
    try {
      server.close();
    } catch (Exception broken) {
      throw new IllegalStateException("The queues do not close.", broken);
    }
  }
}
