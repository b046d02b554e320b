package chat.entrypoint;

import chat.aws.AwsClients;
import chat.aws.apigateway.ApiGatewayConnections;
import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoInvites;
import chat.aws.dynamodb.DynamoMemberships;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.aws.dynamodb.DynamoPresences;
import chat.aws.sqs.SqsDeliveryQueue;
import chat.aws.sqs.SqsQueue;
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.group.Invites;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.presence.Presences;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The ports on AWS. A client is built only when its function uses it: an unused one would be paid for at every start. */
final class AwsPorts implements Ports {
  private final Settings settings;
  private final AwsClients clients;
  private final SideBySide sideBySide = SideBySide.on(Executors.newVirtualThreadPerTaskExecutor());
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable DynamoDbEnhancedClient enhanced;

  AwsPorts(Settings settings, AwsClients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  @Override
  public MessageLog messageLog() {
    return new DynamoMessageLog(dynamoDb(), enhanced(), settings.stage());
  }

  @Override
  public Channels channels() {
    return new DynamoChannels(dynamoDb(), enhanced(), settings.stage());
  }

  @Override
  public Memberships memberships() {
    return new DynamoMemberships(dynamoDb(), enhanced(), settings.stage());
  }

  @Override
  public Invites invites() {
    return new DynamoInvites(dynamoDb(), enhanced(), settings.stage());
  }

  @Override
  public Presences presences() {
    return new DynamoPresences(dynamoDb(), enhanced(), settings.stage());
  }

  @Override
  public ConnectionGateway connections() {
    return new ApiGatewayConnections(clients.connections().get());
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    SqsClient sqs = clients.sqs().get();
    return new SqsDeliveryQueue(new SqsQueue(sqs, settings.fanOutQueue()), new SqsQueue(sqs, settings.retryQueue()));
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public RandomGenerator random() {
    return new SecureRandom();
  }

  @Override
  public SideBySide sideBySide() {
    return sideBySide;
  }

  private DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = clients.dynamoDb().get();
    }
    return dynamoDb;
  }

  private DynamoDbEnhancedClient enhanced() {
    if (enhanced == null) {
      enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb()).extensions(List.of()).build();
    }
    return enhanced;
  }
}
