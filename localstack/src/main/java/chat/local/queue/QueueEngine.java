package chat.local.queue;

import chat.json.JsonText;
import chat.topology.Queue;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ inside this process, on a port of its own. It keeps nothing over restarts. */
public final class QueueEngine implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Config CONFIG = ConfigFactory
      .parseMap(Map.of("pekko.daemonic", true, "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", false))
      .withFallback(ConfigFactory.load());

  private final ActorSystem actors = ActorSystem.create("queues", CONFIG);
  private final SqsClient client;
  private final Map<Queue, URI> addresses = new HashMap<>();

  private QueueEngine() {
    SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors).withInterface(LOOPBACK).withDynamicPort()
        .withAWSRegion(Region.US_EAST_1.id()).start();
    int port = server.waitUntilStarted().localAddress().getPort();
    client = SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://" + LOOPBACK + ":" + port))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();
  }

  /** Starts with these queues, empty. */
  public static QueueEngine start(List<Queue> queues, String stage) {
    QueueEngine engine = new QueueEngine();
    queues.forEach(queue -> engine.addresses.put(queue, engine.create(queue, stage)));
    return engine;
  }

  public SqsClient client() {
    return client;
  }

  /** What SQS calls the URL of a queue. */
  public URI address(Queue queue) {
    return Objects.requireNonNull(addresses.get(queue), queue.name());
  }

  private URI create(Queue queue, String stage) {
    String deadLetters = client.createQueue(request -> request.queueName(queue.deadLettersIn(stage))).queueUrl();
    String redrive = JsonText.object(json -> {
      json.writeStringField("deadLetterTargetArn", arn(deadLetters));
      json.writeNumberField("maxReceiveCount", queue.maxReceives());
    });
    return URI.create(client.createQueue(request -> request.queueName(queue.nameIn(stage)).attributes(
        Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(queue.visibilityTimeout().toSeconds()),
            QueueAttributeName.REDRIVE_POLICY, redrive)))
        .queueUrl());
  }

  /** The name by which policies and events know a queue. */
  String arn(String address) {
    return Objects.requireNonNull(client
        .getQueueAttributes(request -> request.queueUrl(address).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes().get(QueueAttributeName.QUEUE_ARN));
  }

  /** Stopping the server in its own way would wait for requests that nobody waits for any more. */
  @Override
  public void close() {
    client.close();
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }
}
