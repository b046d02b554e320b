package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Sighting;
import chat.model.UserId;
import chat.presence.SignOfLife.Pulse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sign of life, and a look at others. */
public final class Heartbeat {
  private final SignOfLife signOfLife;
  private final Presences presences;
  private final Sight sight;
  private final InstantSource clock;

  public Heartbeat(SignOfLife signOfLife, Presences presences, Sight sight, InstantSource clock) {
    this.signOfLife = signOfLife;
    this.presences = presences;
    this.sight = sight;
    this.clock = clock;
  }

  /** See {@link SignOfLife#beat}. */
  public Pulse beat(UserId userId, ConnectionId connectionId, DeviceId device, @Nullable Boolean away) {
    return signOfLife.beat(userId, connectionId, device, away);
  }

  /** How the user sees these others, in the same order: who hides looks like one who is not there. */
  public List<Sighting> watch(UserId userId, List<UserId> watched) {
    if (watched.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Set<UserId> involved = new LinkedHashSet<>(watched);
    involved.add(userId);
    Map<UserId, Presence> found = presences.find(involved);
    Map<UserId, Sighting> seen = sight.seen(found.getOrDefault(userId, Presence.none(userId)), found.values(), now);
    return watched.stream().map(other -> seen.getOrDefault(other, Sighting.hidden(other, 0))).toList();
  }
}
