package chat.simulation;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.erasure.Erasures;
import chat.group.Invites;
import chat.identity.Accounts;
import chat.identity.Tickets;
import chat.limit.RateLimits;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.people.InMemoryProfiles;
import chat.people.Profiles;
import chat.presence.InMemoryWatches;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.push.InMemoryPushDevices;
import chat.push.PushDevices;
import chat.push.PushLog;
import chat.push.PushQueue;
import chat.push.PushService;
import chat.report.Reports;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Everything outside of the use cases, each call a step of the simulation. What the promises do not depend on is as it is. */
record SimulatedPorts(Tables tables, MessageLog messageLog, Channels channels, Memberships memberships, Invites invites,
    Presences presences, Accounts accounts, Contacts contacts, ConnectionGateway connections,
    DeliveryQueue deliveryQueue, InstantSource clock, RandomGenerator random, SideBySide sideBySide) implements Ports {

  static SimulatedPorts of(Steps steps, Tables tables, ConnectionGateway connections, DeliveryQueue deliveryQueue) {
    return new SimulatedPorts(tables, new SteppedMessageLog(steps, tables), new SteppedChannels(steps, tables),
        new SteppedMemberships(steps, tables), new SteppedInvites(steps, tables), new SteppedPresences(steps, tables),
        new SteppedAccounts(steps, tables), new SteppedContacts(steps, tables), connections, deliveryQueue,
        () -> steps.timeline().now(),
        new SteppedRandom(steps), new SteppedSideBySide(steps));
  }

  /** Nobody here has contacts, so nobody watches. */
  @Override
  public Watches watches() {
    return new InMemoryWatches();
  }

  @Override
  public PresenceQueue presenceQueue() {
    return (orders, delay) -> {};
  }

  /** Nobody here has registered a device. */
  @Override
  public PushDevices pushDevices() {
    return new InMemoryPushDevices();
  }

  @Override
  public PushLog pushLog() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushService pushService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushQueue pushQueue() {
    return (orders, delay) -> {
      throw new UnsupportedOperationException();
    };
  }

  @Override
  public Tickets tickets() {
    return tables.tickets;
  }

  @Override
  public RateLimits rateLimits() {
    return tables.rateLimits;
  }

  @Override
  public Reports reports() {
    return tables.reports;
  }

  /** Nobody deletes their account here. */
  @Override
  public Erasures erasures() {
    throw new UnsupportedOperationException();
  }

  /** Nobody here tells anything of themself. */
  @Override
  public Profiles profiles() {
    return new InMemoryProfiles();
  }

  SimulatedPorts with(MessageLog other) {
    return new SimulatedPorts(tables, other, channels, memberships, invites, presences, accounts, contacts, connections,
        deliveryQueue, clock, random, sideBySide);
  }

  SimulatedPorts with(Channels other) {
    return new SimulatedPorts(tables, messageLog, other, memberships, invites, presences, accounts, contacts,
        connections,
        deliveryQueue, clock, random, sideBySide);
  }

  SimulatedPorts with(Memberships other) {
    return new SimulatedPorts(tables, messageLog, channels, other, invites, presences, accounts, contacts, connections,
        deliveryQueue, clock, random, sideBySide);
  }

  SimulatedPorts with(Presences other) {
    return new SimulatedPorts(tables, messageLog, channels, memberships, invites, other, accounts, contacts,
        connections,
        deliveryQueue, clock, random, sideBySide);
  }

  SimulatedPorts with(ConnectionGateway other) {
    return new SimulatedPorts(tables, messageLog, channels, memberships, invites, presences, accounts, contacts, other,
        deliveryQueue, clock, random, sideBySide);
  }

  SimulatedPorts with(DeliveryQueue other) {
    return new SimulatedPorts(tables, messageLog, channels, memberships, invites, presences, accounts, contacts,
        connections,
        other, clock, random, sideBySide);
  }
}
