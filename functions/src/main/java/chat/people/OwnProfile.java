package chat.people;

import chat.model.InvalidValueException;
import chat.model.Profile;
import chat.model.UserId;
import java.time.InstantSource;
import java.util.Optional;

/** A user's own profile, which is made when they first ask for it. */
public final class OwnProfile {
  private final Profiles profiles;
  private final InstantSource clock;

  public OwnProfile(Profiles profiles, InstantSource clock) {
    this.profiles = profiles;
    this.clock = clock;
  }

  /** {@code name}: what the user's issuer calls them; taken over once, if it can be a name. */
  public Profile of(UserId userId, String name) {
    return profiles.find(userId).orElseGet(() -> start(userId, name));
  }

  private Profile start(UserId userId, String name) {
    Profile first = named(userId, name).orElseGet(() -> Profile.named(userId, ""));
    return switch (profiles.replace(null, first, clock.instant())) {
      case REPLACED -> first;
      // another device was first
      case CHANGED_MEANWHILE -> profiles.find(userId).orElse(first);
      case HANDLE_TAKEN -> throw new IllegalStateException("A profile begins without a handle.");
    };
  }

  private static Optional<Profile> named(UserId userId, String name) {
    try {
      return Optional.of(Profile.named(userId, name.strip()));
    } catch (InvalidValueException unreadable) {
      return Optional.empty();
    }
  }
}
