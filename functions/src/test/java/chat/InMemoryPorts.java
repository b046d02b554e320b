package chat;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.contact.InMemoryContacts;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.erasure.Erasure;
import chat.erasure.Erasures;
import chat.group.InMemoryInvites;
import chat.identity.InMemoryAccounts;
import chat.identity.InMemoryTickets;
import chat.limit.InMemoryRateLimits;
import chat.messaging.InMemoryMessageLog;
import chat.messaging.SideBySide;
import chat.model.ConnectionId;
import chat.people.InMemoryProfiles;
import chat.presence.InMemoryPresences;
import chat.presence.InMemoryWatches;
import chat.presence.PresenceOrder;
import chat.presence.PresenceQueue;
import chat.push.FakePushService;
import chat.push.InMemoryPushDevices;
import chat.push.InMemoryPushLog;
import chat.push.PushOrder;
import chat.push.PushQueue;
import chat.report.InMemoryReports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Everything outside of the use cases, in memory: what was posted and ordered is kept to be looked at. */
public class InMemoryPorts implements Ports, ConnectionGateway, DeliveryQueue {
  public static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final InMemoryChannels channels = new InMemoryChannels();
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryInvites invites = new InMemoryInvites();
  private final InMemoryMessageLog messageLog = new InMemoryMessageLog(channels, memberships, invites);
  private final InMemoryPresences presences = new InMemoryPresences();
  private final InMemoryWatches watches = new InMemoryWatches();
  private final InMemoryAccounts accounts = new InMemoryAccounts();
  private final InMemoryTickets tickets = new InMemoryTickets();
  private final InMemoryRateLimits rateLimits = new InMemoryRateLimits();
  private final InMemoryContacts contacts = new InMemoryContacts();
  private final InMemoryProfiles profiles = new InMemoryProfiles();
  private final InMemoryReports reports = new InMemoryReports();
  private final InMemoryPushDevices pushDevices = new InMemoryPushDevices();
  private final InMemoryPushLog pushLog = new InMemoryPushLog();
  private final FakePushService pushService = new FakePushService();
  private final Random random = new Random(1);
  public final Map<ConnectionId, List<String>> posted = new HashMap<>();
  public final Map<ConnectionId, PostResult> postResults = new HashMap<>();
  public final List<ConnectionId> closed = new ArrayList<>();
  public final Map<ConnectionId, CloseResult> closeResults = new HashMap<>();
  public final List<DeliveryOrder> ordered = new ArrayList<>();
  public final List<Erasure> erasures = new ArrayList<>();
  public final List<DelayedPush> pushOrders = new ArrayList<>();
  public final List<Delayed> presenceOrders = new ArrayList<>();
  public Instant now = NOW;

  /** A push that was put into the queue to wait. */
  public record DelayedPush(PushOrder order, Duration delay) {}

  /** What was put into the queue to wait. */
  public record Delayed(PresenceOrder order, Duration delay) {}

  @Override
  public InMemoryMessageLog messageLog() {
    return messageLog;
  }

  @Override
  public InMemoryChannels channels() {
    return channels;
  }

  @Override
  public InMemoryMemberships memberships() {
    return memberships;
  }

  @Override
  public InMemoryInvites invites() {
    return invites;
  }

  @Override
  public InMemoryPresences presences() {
    return presences;
  }

  @Override
  public InMemoryWatches watches() {
    return watches;
  }

  @Override
  public PresenceQueue presenceQueue() {
    return (orders, delay) -> orders.forEach(order -> presenceOrders.add(new Delayed(order, delay)));
  }

  @Override
  public InMemoryAccounts accounts() {
    return accounts;
  }

  @Override
  public InMemoryTickets tickets() {
    return tickets;
  }

  @Override
  public InMemoryRateLimits rateLimits() {
    return rateLimits;
  }

  @Override
  public InMemoryContacts contacts() {
    return contacts;
  }

  @Override
  public InMemoryProfiles profiles() {
    return profiles;
  }

  @Override
  public InMemoryReports reports() {
    return reports;
  }

  @Override
  public InMemoryPushDevices pushDevices() {
    return pushDevices;
  }

  @Override
  public InMemoryPushLog pushLog() {
    return pushLog;
  }

  @Override
  public FakePushService pushService() {
    return pushService;
  }

  @Override
  public PushQueue pushQueue() {
    return (orders, delay) -> orders.forEach(order -> pushOrders.add(new DelayedPush(order, delay)));
  }

  @Override
  public ConnectionGateway connections() {
    return this;
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    return this;
  }

  @Override
  public Erasures erasures() {
    return (erasure, delay) -> erasures.add(erasure);
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
    return SideBySide.on(Runnable::run);
  }

  @Override
  public PostResult post(ConnectionId connectionId, String frame) {
    posted.computeIfAbsent(connectionId, id -> new ArrayList<>()).add(frame);
    return postResults.getOrDefault(connectionId, PostResult.POSTED);
  }

  @Override
  public CloseResult close(ConnectionId connectionId) {
    closed.add(connectionId);
    return closeResults.getOrDefault(connectionId, CloseResult.CLOSED);
  }

  @Override
  public void put(List<DeliveryOrder.Chunk> chunks) {
    ordered.addAll(chunks);
  }

  @Override
  public void put(List<? extends DeliveryOrder> orders, Duration delay) {
    ordered.addAll(orders);
  }
}
