package chat.people;

import chat.model.Profile;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The profiles, the handles, each of which is one user's, and the terms by which people are found. */
public interface Profiles {
  /** How long a handle that was given up can be had by nobody else: links and memories outlive it. */
  Duration HOLD = Duration.ofDays(30);

  /** Strongly consistent. */
  Optional<Profile> find(UserId userId);

  /** Of those who have one; at most 100 at once; may lag by a moment. */
  Map<UserId, Profile> find(Collection<UserId> userIds);

  /**
   * Puts one profile of a user in the place of another, handles and terms included, all or nothing. A new handle must be
   * nobody's, or held for this user, or held no longer; the old one is held for the user.
   *
   * @param before as it was read; null if there was none
   * @param after null to remove it
   */
  Outcome replace(@Nullable Profile before, @Nullable Profile after, Instant now);

  /** What came of it. */
  enum Outcome {
    REPLACED, HANDLE_TAKEN,
    /** The profile is not as it was read. */
    CHANGED_MEANWHILE
  }

  /**
   * Whose terms begin with these characters, in the order of terms: a user once for each such term; may lag by a moment.
   *
   * @param beginning normalised, at least {@value SearchTerms#LEAST} characters
   */
  List<Hit> search(String beginning, @Nullable Hit after, int limit);

  /** A user who is found by a term. */
  record Hit(String term, UserId userId) {}
}
