package chat.people;

import chat.model.Profile;
import chat.model.UserId;
import java.time.InstantSource;

/** Changes what a user tells of themself. */
public final class ChangeProfile {
  /** More devices than these do not change one profile at the same moment. */
  private static final int TRIES = 20;

  private final Profiles profiles;
  private final InstantSource clock;

  public ChangeProfile(Profiles profiles, InstantSource clock) {
    this.profiles = profiles;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Changed(Profile profile) implements Outcome {}

    /** Somebody has the handle, or one that looks like it, or it is held for them. */
    record HandleTaken() implements Outcome {}
  }

  /** Throws InvalidValueException if the profile would not be one. */
  public Outcome change(UserId userId, ProfileChange change) {
    for (int tries = 0; tries < TRIES; tries++) {
      Profile before = profiles.find(userId).orElse(null);
      Profile after = change.applyTo(before == null ? Profile.named(userId, "") : before);
      if (after.equals(before)) {
        return new Outcome.Changed(after);
      }
      switch (profiles.replace(before, after, clock.instant())) {
        case REPLACED -> {
          return new Outcome.Changed(after);
        }
        case HANDLE_TAKEN -> {
          return new Outcome.HandleTaken();
        }
        case CHANGED_MEANWHILE -> {
          // onto what it is now
        }
      }
    }
    throw new IllegalStateException("The profile changed too often.");
  }
}
