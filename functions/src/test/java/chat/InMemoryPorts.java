package chat;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.group.InMemoryInvites;
import chat.messaging.InMemoryMessageLog;
import chat.messaging.SideBySide;
import chat.model.ConnectionId;
import chat.presence.InMemoryPresences;
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
  private final Random random = new Random(1);
  public final Map<ConnectionId, List<String>> posted = new HashMap<>();
  public final Map<ConnectionId, PostResult> postResults = new HashMap<>();
  public final List<DeliveryOrder> ordered = new ArrayList<>();
  public Instant now = NOW;

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
  public ConnectionGateway connections() {
    return this;
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    return this;
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
  public void put(List<DeliveryOrder.Chunk> chunks) {
    ordered.addAll(chunks);
  }

  @Override
  public void put(List<? extends DeliveryOrder> orders, Duration delay) {
    ordered.addAll(orders);
  }
}
