package chat.entrypoint;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.group.Invites;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.presence.Presences;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** All that is outside of the use cases. Each is made when it is first asked for. */
public interface Ports {
  MessageLog messageLog();

  Channels channels();

  Memberships memberships();

  Invites invites();

  Presences presences();

  ConnectionGateway connections();

  DeliveryQueue deliveryQueue();

  InstantSource clock();

  RandomGenerator random();

  SideBySide sideBySide();
}
