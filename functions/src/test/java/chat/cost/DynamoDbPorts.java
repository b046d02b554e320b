package chat.cost;

import chat.aws.dynamodb.DynamoAccounts;
import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoContacts;
import chat.aws.dynamodb.DynamoDbLocal;
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
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import chat.delivery.PostingOnly;
import chat.entrypoint.Ports;
import chat.erasure.Erasures;
import chat.group.Invites;
import chat.identity.Accounts;
import chat.identity.Tickets;
import chat.limit.RateLimits;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.people.Profiles;
import chat.presence.PresenceOrder;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.push.FakePushService;
import chat.push.PushDevices;
import chat.push.PushLog;
import chat.push.PushOrder;
import chat.push.PushQueue;
import chat.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores on DynamoDB by that client; what is posted and ordered only counts. */
public class DynamoDbPorts implements Ports {
  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final ConnectionGateway gateway;
  private final SideBySide sideBySide;
  private final Random random = new Random(1);
  Instant now = Instant.parse("2026-11-25T10:00:00Z");
  int orders;
  final FakePushService pushService = new FakePushService();
  final List<PushOrder> pushOrders = new ArrayList<>();
  final List<PresenceOrder> presenceOrders = new ArrayList<>();

  public DynamoDbPorts(DynamoDbClient client, PostingOnly gateway, SideBySide sideBySide) {
    this.client = client;
    this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.gateway = gateway;
    this.sideBySide = sideBySide;
  }

  @Override
  public MessageLog messageLog() {
    return new DynamoMessageLog(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Channels channels() {
    return new DynamoChannels(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Memberships memberships() {
    return new DynamoMemberships(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Invites invites() {
    return new DynamoInvites(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Presences presences() {
    return new DynamoPresences(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Watches watches() {
    return new DynamoWatches(client, enhanced, DynamoDbLocal.STAGE, sideBySide);
  }

  @Override
  public PresenceQueue presenceQueue() {
    return (some, delay) -> some.forEach(presenceOrders::add);
  }

  @Override
  public Accounts accounts() {
    return new DynamoAccounts(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Tickets tickets() {
    return new DynamoTickets(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public RateLimits rateLimits() {
    return new DynamoRateLimits(client, DynamoDbLocal.STAGE);
  }

  @Override
  public Contacts contacts() {
    return new DynamoContacts(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Profiles profiles() {
    return new DynamoProfiles(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public Reports reports() {
    return new DynamoReports(enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public PushDevices pushDevices() {
    return new DynamoPushDevices(client, enhanced, DynamoDbLocal.STAGE);
  }

  @Override
  public PushLog pushLog() {
    return new DynamoPushLog(client, DynamoDbLocal.STAGE);
  }

  @Override
  public FakePushService pushService() {
    return pushService;
  }

  @Override
  public PushQueue pushQueue() {
    return (some, delay) -> pushOrders.addAll(some);
  }

  @Override
  public ConnectionGateway connections() {
    return gateway;
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    return new DeliveryQueue() {
      @Override
      public void put(List<DeliveryOrder.Chunk> chunks) {
        orders += chunks.size();
      }

      @Override
      public void put(List<? extends DeliveryOrder> later, Duration delay) {
        orders += later.size();
      }
    };
  }

  @Override
  public Erasures erasures() {
    return (erasure, delay) -> orders++;
  }

  @Override
  public InstantSource clock() {
    return () -> now;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public SideBySide sideBySide() {
    return sideBySide;
  }
}
