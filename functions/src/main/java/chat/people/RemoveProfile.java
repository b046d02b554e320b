package chat.people;

import chat.model.UserId;
import java.time.InstantSource;

/** Takes away all that a user told of themself. Nobody finds them any more; their handle is held as any that is given up. */
public final class RemoveProfile {
  private final Profiles profiles;
  private final InstantSource clock;

  public RemoveProfile(Profiles profiles, InstantSource clock) {
    this.profiles = profiles;
    this.clock = clock;
  }

  /** Safe to run again. */
  public void remove(UserId userId) {
    while (profiles.find(userId)
        .filter(before -> profiles.replace(before, null, clock.instant()) == Profiles.Outcome.CHANGED_MEANWHILE)
        .isPresent()) {
      // as it is now
    }
  }
}
