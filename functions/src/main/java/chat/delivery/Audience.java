package chat.delivery;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.UserId;
import chat.presence.Presences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the live connections of people. */
public final class Audience {
  private final Memberships memberships;
  private final Presences presences;

  public Audience(Memberships memberships, Presences presences) {
    this.memberships = memberships;
    this.presences = presences;
  }

  /** An open socket and whose it is. */
  public record Target(UserId userId, ConnectionId connectionId) {}

  List<UserId> membersOf(ChannelId channelId) {
    return memberships.membersOf(channelId);
  }

  List<Target> connectionsOf(Collection<UserId> users) {
    List<Target> targets = new ArrayList<>();
    presences.find(users).forEach((userId, presence) -> presence.connections().keySet()
        .forEach(connectionId -> targets.add(new Target(userId, connectionId))));
    return targets;
  }
}
