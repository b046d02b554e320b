package chat.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user may see of another's presence.
 *
 * @param version of two sightings of a user the one with the higher version is newer; of the same version, the one with the
 *     later state
 * @param lastActiveAt when they were last seen, of somebody who is not online and shows it
 */
public record Sighting(UserId userId, PresenceState state, long version, @Nullable Instant lastActiveAt) {
  /** Of somebody who does not show themself: they look like one who is away. */
  public static Sighting hidden(UserId userId, long version) {
    return new Sighting(userId, PresenceState.OFFLINE, version, null);
  }
}
