package chat.aws.dynamodb;

import chat.InMemoryPorts;
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.erasure.Erasures;
import chat.group.GroupContract;
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
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

class DynamoGroupTest extends GroupContract {
  @Override
  protected Ports ports(InMemoryPorts outside) {
    return new Tables(outside, SideBySide.on(Executors.newVirtualThreadPerTaskExecutor()));
  }

  @Override
  protected int races() {
    return 10;
  }

  /** The tables are real, all else is in memory. */
  private record Tables(InMemoryPorts outside, SideBySide sideBySide) implements Ports {
    @Override
    public MessageLog messageLog() {
      return new DynamoMessageLog(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Channels channels() {
      return new DynamoChannels(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Memberships memberships() {
      return new DynamoMemberships(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Invites invites() {
      return new DynamoInvites(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Presences presences() {
      return outside.presences();
    }

    @Override
    public Watches watches() {
      return outside.watches();
    }

    @Override
    public PresenceQueue presenceQueue() {
      return outside.presenceQueue();
    }

    @Override
    public Accounts accounts() {
      return outside.accounts();
    }

    @Override
    public Tickets tickets() {
      return outside.tickets();
    }

    @Override
    public RateLimits rateLimits() {
      return outside.rateLimits();
    }

    @Override
    public Contacts contacts() {
      return new DynamoContacts(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Profiles profiles() {
      return new DynamoProfiles(DynamoDbLocal.client(), DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
    }

    @Override
    public Reports reports() {
      return outside.reports();
    }

    @Override
    public PushDevices pushDevices() {
      return outside.pushDevices();
    }

    @Override
    public PushLog pushLog() {
      return outside.pushLog();
    }

    @Override
    public PushService pushService() {
      return outside.pushService();
    }

    @Override
    public PushQueue pushQueue() {
      return outside.pushQueue();
    }

    @Override
    public ConnectionGateway connections() {
      return outside.connections();
    }

    @Override
    public DeliveryQueue deliveryQueue() {
      return outside.deliveryQueue();
    }

    @Override
    public Erasures erasures() {
      return outside.erasures();
    }

    @Override
    public InstantSource clock() {
      return outside.clock();
    }

    @Override
    public RandomGenerator random() {
      return outside.random();
    }
  }
}
