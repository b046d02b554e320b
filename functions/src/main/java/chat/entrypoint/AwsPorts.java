package chat.entrypoint;

import chat.aws.AwsClients;
import chat.aws.apigateway.ApiGatewayConnections;
import chat.aws.dynamodb.DynamoAccounts;
import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoContacts;
import chat.aws.dynamodb.DynamoInvites;
import chat.aws.dynamodb.DynamoMemberships;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.aws.dynamodb.DynamoPresences;
import chat.aws.dynamodb.DynamoProfiles;
import chat.aws.dynamodb.DynamoPushDevices;
import chat.aws.dynamodb.DynamoPushLog;
import chat.aws.dynamodb.DynamoRateLimits;
import chat.aws.dynamodb.DynamoReports;
import chat.aws.dynamodb.DynamoTickets;
import chat.aws.dynamodb.DynamoWatches;
import chat.aws.sns.SnsPushService;
import chat.aws.sqs.SqsDeliveryQueue;
import chat.aws.sqs.SqsErasures;
import chat.aws.sqs.SqsPresenceQueue;
import chat.aws.sqs.SqsPushQueue;
import chat.aws.sqs.SqsQueue;
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.erasure.Erasures;
import chat.group.Invites;
import chat.identity.Accounts;
import chat.identity.Tickets;
import chat.limit.RateLimits;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.people.Profiles;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.push.PushDevices;
import chat.push.PushLog;
import chat.push.PushQueue;
import chat.push.PushService;
import chat.report.Reports;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The ports on AWS. A client is built only when its function uses it: an unused one would be paid for at every start. */
final class AwsPorts implements Ports {
  private final Settings settings;
  private final SideBySide sideBySide = SideBySide.on(Executors.newVirtualThreadPerTaskExecutor());
  private final Supplier<DynamoDbClient> dynamoDb;
  private final Supplier<DynamoDbEnhancedClient> enhanced;
  private final Supplier<ApiGatewayManagementApiClient> connections;
  private final Supplier<SqsClient> sqs;
  private final Supplier<SnsClient> sns;

  AwsPorts(Settings settings, AwsClients clients) {
    this.settings = settings;
    dynamoDb = once(clients.dynamoDb());
    enhanced = once(
        () -> DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb.get()).extensions(List.of()).build());
    connections = once(clients.connections());
    sqs = once(clients.sqs());
    sns = once(clients.sns());
  }

  private static <T> Supplier<T> once(Supplier<T> supplier) {
    List<T> made = new ArrayList<>(1);
    return () -> {
      synchronized (made) {
        if (made.isEmpty()) {
          made.add(supplier.get());
        }
        return made.getFirst();
      }
    };
  }

  @Override
  public MessageLog messageLog() {
    return new DynamoMessageLog(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Channels channels() {
    return new DynamoChannels(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Memberships memberships() {
    return new DynamoMemberships(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Invites invites() {
    return new DynamoInvites(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Presences presences() {
    return new DynamoPresences(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Watches watches() {
    return new DynamoWatches(dynamoDb.get(), enhanced.get(), settings.stage(), sideBySide);
  }

  @Override
  public PresenceQueue presenceQueue() {
    return new SqsPresenceQueue(() -> new SqsQueue(sqs.get(), settings.presenceQueue()));
  }

  @Override
  public Accounts accounts() {
    return new DynamoAccounts(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Tickets tickets() {
    return new DynamoTickets(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public RateLimits rateLimits() {
    return new DynamoRateLimits(dynamoDb.get(), settings.stage());
  }

  @Override
  public Contacts contacts() {
    return new DynamoContacts(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Profiles profiles() {
    return new DynamoProfiles(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public Reports reports() {
    return new DynamoReports(enhanced.get(), settings.stage());
  }

  @Override
  public PushDevices pushDevices() {
    return new DynamoPushDevices(dynamoDb.get(), enhanced.get(), settings.stage());
  }

  @Override
  public PushLog pushLog() {
    return new DynamoPushLog(dynamoDb.get(), settings.stage());
  }

  @Override
  public PushService pushService() {
    return new SnsPushService(sns, settings.pushApplications());
  }

  @Override
  public PushQueue pushQueue() {
    return new SqsPushQueue(() -> new SqsQueue(sqs.get(), settings.pushQueue()));
  }

  @Override
  public ConnectionGateway connections() {
    return new ApiGatewayConnections(connections.get());
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    return new SqsDeliveryQueue(() -> new SqsQueue(sqs.get(), settings.fanOutQueue()),
        () -> new SqsQueue(sqs.get(), settings.retryQueue()));
  }

  @Override
  public Erasures erasures() {
    return new SqsErasures(new SqsQueue(sqs.get(), settings.erasureQueue()));
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
}
