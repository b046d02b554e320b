package chat.delivery;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the live connections of people. */
public final class Audience {
  /** API Gateway closes every socket after two hours; one noted for longer was lost without a word. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(125);

  private final Memberships memberships;
  private final Presences presences;
  private final InstantSource clock;

  public Audience(Memberships memberships, Presences presences, InstantSource clock) {
    this.memberships = memberships;
    this.presences = presences;
    this.clock = clock;
  }

  /** An open socket, whose it is, and since when. */
  public record Target(UserId userId, ConnectionId connectionId, Instant since) {}

  List<UserId> membersOf(ChannelId channelId) {
    return memberships.membersOf(channelId);
  }

  List<Target> connectionsOf(Collection<UserId> users) {
    Instant oldest = clock.instant().minus(LONGEST_LIFE);
    List<Target> targets = new ArrayList<>();
    presences.find(users).forEach((userId, presence) -> presence.connections().forEach((connectionId, since) -> {
      if (since.isAfter(oldest)) {
        targets.add(new Target(userId, connectionId, since));
      }
    }));
    return targets;
  }
}
