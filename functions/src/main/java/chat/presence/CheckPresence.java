package chat.presence;

import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds those who fell silent. While somebody watches a user, a message is under way that comes due when silence would
 * change their state; then it either tells so, or goes on its way again.
 */
public final class CheckPresence {
  /** Watchers of one step. */
  private static final int STEP = 500;

  private final Presences presences;
  private final Watches watches;
  private final PresenceQueue queue;
  private final InstantSource clock;

  public CheckPresence(Presences presences, Watches watches, PresenceQueue queue, InstantSource clock) {
    this.presences = presences;
    this.watches = watches;
    this.queue = queue;
    this.clock = clock;
  }

  public void check(Check check) {
    Instant now = clock.instant();
    UserId userId = check.userId();
    Presence presence = presences.current(userId).orElse(Presence.none(userId));
    PresenceState state = presence.stateAt(now);
    if (state == PresenceState.OFFLINE) {
      part(userId);
    } else if (state == check.told() ? hasWatchers(userId) : show(presence, now)) {
      arm(presence, now);
    }
  }

  /** Nobody watches those who are not there, and they watch nobody. Whoever came back meanwhile is paired anew. */
  public void part(UserId userId) {
    boolean parted = false;
    List<UserId> others;
    do {
      others = watches.of(userId, Watches.Range.ALL, STEP);
      watches.part(userId, others);
      parted |= !others.isEmpty();
    } while (others.size() == STEP);
    if (parted && isOnline(userId)) {
      queue.put(new PresenceOrder.Settle(userId, null, null), Connect.SETTLING);
    }
  }

  /** As it is now. */
  public boolean isOnline(UserId userId) {
    return presences.current(userId).map(presence -> presence.isOnline(clock.instant())).orElse(false);
  }

  /** As it is now: a look that lags would let the silent be forgotten. */
  public boolean hasWatchers(UserId userId) {
    return !watches.of(userId, Watches.Range.ALL, 1).isEmpty();
  }

  /** Returns whether anybody watches. */
  private boolean show(Presence presence, Instant now) {
    @Nullable
    UserId last = null;
    List<UserId> watchers;
    do {
      watchers = watches.of(presence.userId(), new Watches.Range(last, null), STEP);
      watches.show(presence.userId(), presence.orderAt(now), watchers);
      last = watchers.isEmpty() ? last : watchers.getLast();
    } while (watchers.size() == STEP);
    return last != null;
  }

  /** Sends a watched user's message on its way, unless it is. */
  public void arm(Presence presence, Instant now) {
    if (!presence.checkAt().isAfter(now)) {
      presence.nextChange(now).ifPresent(silent -> presences.arm(presence.userId(), now,
          order(queue, presence.userId(), presence.stateAt(now), now, silent)));
    }
  }

  /** Returns when it comes due: at that time, or as late as a queue lets it wait. */
  static Instant order(PresenceQueue queue, UserId userId, PresenceState told, Instant now, Instant due) {
    Duration wait = Duration.between(now, due);
    Duration delay = wait.compareTo(PresenceQueue.LONGEST_DELAY) < 0 ? wait : PresenceQueue.LONGEST_DELAY;
    queue.put(new Check(userId, told), delay);
    return now.plus(delay);
  }
}
