package chat.people;

import chat.model.Handle;
import chat.model.Profile;
import chat.model.UserId;
import java.util.Optional;

/**
 * What becomes of a profile; what is empty stays as it is.
 *
 * @param picture in place of the one there is
 * @param withoutPicture there is to be none
 */
public record ProfileChange(Optional<Handle> handle, Optional<String> name, Optional<String> about,
    Optional<String> picture, boolean withoutPicture) {

  /** This change. Throws InvalidValueException if no profile can become that: what is in it alone makes one. */
  public ProfileChange required(UserId userId) {
    applyTo(Profile.named(userId, ""));
    return this;
  }

  /** Throws InvalidValueException if it becomes none. */
  Profile applyTo(Profile before) {
    return new Profile(before.userId(), handle.or(before::handle), name.orElse(before.name()),
        about.orElse(before.about()), withoutPicture ? Optional.empty() : picture.or(before::picture));
  }

  /** Hidden, as all that people write. */
  @Override
  public String toString() {
    return "ProfileChange";
  }
}
