package chat.people;

import static java.util.stream.Collectors.toMap;

import chat.model.Handle;
import chat.model.Profile;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Profiles in memory. */
public final class InMemoryProfiles implements Profiles {
  private static final Comparator<Hit> ORDER = Comparator.comparing(Hit::term)
      .thenComparing(hit -> hit.userId().value());

  private final Map<UserId, Profile> profiles = new HashMap<>();
  private final Map<String, Claim> claims = new HashMap<>();

  /** Whose a skeleton is; {@code until}: it is given up, and held so long. */
  private record Claim(UserId userId, Instant until) {
    private boolean isOpenTo(UserId other, Instant now) {
      return userId.equals(other) || !until.isAfter(now);
    }
  }

  @Override
  public synchronized Optional<Profile> find(UserId userId) {
    return Optional.ofNullable(profiles.get(userId));
  }

  public synchronized List<Profile> all() {
    return List.copyOf(profiles.values());
  }

  @Override
  public synchronized Map<UserId, Profile> find(Collection<UserId> userIds) {
    return userIds.stream().flatMap(id -> find(id).stream()).collect(toMap(Profile::userId, Function.identity()));
  }

  @Override
  public synchronized Outcome replace(@Nullable Profile before, @Nullable Profile after, Instant now) {
    UserId userId = Objects.requireNonNull(after == null ? before : after).userId();
    if (!Objects.equals(before, profiles.get(userId))) {
      return Outcome.CHANGED_MEANWHILE;
    }
    Optional<String> old = skeleton(before);
    Optional<String> next = skeleton(after);
    if (next.isPresent() && claims.containsKey(next.get()) && !claims.get(next.get()).isOpenTo(userId, now)) {
      return Outcome.HANDLE_TAKEN;
    }
    old.ifPresent(skeleton -> claims.put(skeleton, new Claim(userId, now.plus(HOLD))));
    next.ifPresent(skeleton -> claims.put(skeleton, new Claim(userId, Instant.MAX)));
    if (after == null) {
      profiles.remove(userId);
    } else {
      profiles.put(userId, after);
    }
    return Outcome.REPLACED;
  }

  private static Optional<String> skeleton(@Nullable Profile profile) {
    return profile == null ? Optional.empty() : profile.handle().map(Handle::skeleton);
  }

  @Override
  public synchronized List<Hit> search(String beginning, @Nullable Hit after, int limit) {
    return profiles.values().stream()
        .flatMap(profile -> SearchTerms.of(profile).stream().map(term -> new Hit(term, profile.userId())))
        .filter(hit -> hit.term().startsWith(beginning)).filter(hit -> after == null || ORDER.compare(hit, after) > 0)
        .sorted(ORDER).limit(limit).toList();
  }
}
