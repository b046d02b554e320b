package chat.delivery;

import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Presences;
import chat.presence.ReceiptPrivacy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds the live connections of people. */
public final class Audience {
  /** API Gateway closes every socket after two hours; one noted for longer was lost without a word. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(125);

  private final Presences presences;
  private final InstantSource clock;

  public Audience(Presences presences, InstantSource clock) {
    this.presences = presences;
    this.clock = clock;
  }

  List<Target> connectionsOf(Collection<UserId> users) {
    return connectionsOf(presences.find(users).values());
  }

  public List<Target> connectionsOf(Iterable<Presence> found) {
    Instant oldest = clock.instant().minus(LONGEST_LIFE);
    List<Target> targets = new ArrayList<>();
    found.forEach(presence -> presence.connections().forEach((connectionId, socket) -> {
      if (socket.since().isAfter(oldest)) {
        targets.add(new Target(presence.userId(), connectionId, socket.since()));
      }
    }));
    return targets;
  }

  /** Of those of these users who may see how far {@code reader} has read. The reader's own devices always may. */
  List<Target> witnesses(UserId reader, Collection<UserId> users) {
    Map<UserId, Presence> found = presences.find(users);
    var shares = ReceiptPrivacy.sharing(found);
    return connectionsOf(found.values()).stream().filter(target -> target.userId().equals(reader)
        || (shares.test(reader) && shares.test(target.userId()))).toList();
  }
}
