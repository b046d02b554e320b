package chat.entrypoint;

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
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** All that is outside of the use cases. Each is made when it is first asked for. */
public interface Ports {
  MessageLog messageLog();

  Channels channels();

  Memberships memberships();

  Invites invites();

  Presences presences();

  Watches watches();

  PresenceQueue presenceQueue();

  Accounts accounts();

  Tickets tickets();

  RateLimits rateLimits();

  Contacts contacts();

  Profiles profiles();

  Reports reports();

  PushDevices pushDevices();

  PushLog pushLog();

  PushService pushService();

  PushQueue pushQueue();

  ConnectionGateway connections();

  DeliveryQueue deliveryQueue();

  Erasures erasures();

  InstantSource clock();

  RandomGenerator random();

  SideBySide sideBySide();
}
