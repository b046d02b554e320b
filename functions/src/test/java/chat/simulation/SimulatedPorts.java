package chat.simulation;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.group.Invites;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.presence.Presences;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Everything outside of the use cases, each call a step of the simulation. */
record SimulatedPorts(MessageLog messageLog, Channels channels, Memberships memberships, Invites invites,
    Presences presences, ConnectionGateway connections, DeliveryQueue deliveryQueue, InstantSource clock,
    RandomGenerator random, SideBySide sideBySide) implements Ports {

  static SimulatedPorts of(Steps steps, Tables tables, ConnectionGateway connections, DeliveryQueue deliveryQueue) {
    return new SimulatedPorts(new SteppedMessageLog(steps, tables), new SteppedChannels(steps, tables),
        new SteppedMemberships(steps, tables), new SteppedInvites(steps, tables), new SteppedPresences(steps, tables),
        connections, deliveryQueue, () -> steps.timeline().now(), new SteppedRandom(steps),
        new SteppedSideBySide(steps));
  }

  SimulatedPorts with(MessageLog other) {
    return new SimulatedPorts(other, channels, memberships, invites, presences, connections, deliveryQueue, clock,
        random, sideBySide);
  }

  SimulatedPorts with(Channels other) {
    return new SimulatedPorts(messageLog, other, memberships, invites, presences, connections, deliveryQueue, clock,
        random, sideBySide);
  }

  SimulatedPorts with(Memberships other) {
    return new SimulatedPorts(messageLog, channels, other, invites, presences, connections, deliveryQueue, clock,
        random, sideBySide);
  }

  SimulatedPorts with(Presences other) {
    return new SimulatedPorts(messageLog, channels, memberships, invites, other, connections, deliveryQueue, clock,
        random, sideBySide);
  }

  SimulatedPorts with(ConnectionGateway other) {
    return new SimulatedPorts(messageLog, channels, memberships, invites, presences, other, deliveryQueue, clock,
        random, sideBySide);
  }

  SimulatedPorts with(DeliveryQueue other) {
    return new SimulatedPorts(messageLog, channels, memberships, invites, presences, connections, other, clock,
        random, sideBySide);
  }
}
