package chat.watch;

import static java.util.stream.Collectors.toMap;

import chat.contact.Contacts;
import chat.contact.PresencePrivacy;
import chat.delivery.Audience;
import chat.delivery.Courier;
import chat.delivery.Courier.Note;
import chat.delivery.Target;
import chat.messaging.SideBySide;
import chat.model.Contact;
import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.Sighting;
import chat.model.UserId;
import chat.presence.Lease;
import chat.presence.PresenceOrder.Tell;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.wire.Frames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells watchers of those who changed, each watcher of all in as few frames as hold them. What is told is what is so now: a
 * change that came to nothing meanwhile, or was made before a block, tells nothing wrong.
 */
public final class TellWatchers {
  /** What one look into the contacts takes. */
  private static final int BATCH = 100;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int TRIES = 9;

  private final Presences presences;
  private final Contacts contacts;
  private final Watches watches;
  private final PresenceQueue queue;
  private final Audience audience;
  private final Courier courier;
  private final Lease lease;
  private final InstantSource clock;
  private final SideBySide sideBySide;

  public TellWatchers(Presences presences, Contacts contacts, Watches watches, PresenceQueue queue, Audience audience,
      Courier courier, Lease lease, InstantSource clock, SideBySide sideBySide) {
    this.presences = presences;
    this.contacts = contacts;
    this.watches = watches;
    this.queue = queue;
    this.audience = audience;
    this.courier = courier;
    this.lease = lease;
    this.clock = clock;
    this.sideBySide = sideBySide;
  }

  /** {@code byWatcher}: of whom each is told. */
  public void tell(Map<UserId, Set<UserId>> byWatcher) {
    tell(byWatcher, 1);
  }

  /** Throws IllegalStateException when the last try has failed. */
  public void tellAgain(Tell order) {
    tell(Map.of(order.userId(), new LinkedHashSet<>(order.watched())), order.attempt() + 1);
  }

  private void tell(Map<UserId, Set<UserId>> byWatcher, int attempt) {
    Instant now = clock.instant();
    Map<UserId, Presence> watchers = presences.find(byWatcher.keySet());
    Set<UserId> all = new LinkedHashSet<>();
    byWatcher.values().forEach(all::addAll);
    Map<UserId, Presence> watched = presences.current(all);
    List<Note> notes = byWatcher.entrySet().stream()
        .map(one -> sideBySide.start(() -> notes(watchers.getOrDefault(one.getKey(), Presence.none(one.getKey())),
            one.getValue().stream().map(other -> watched.getOrDefault(other, Presence.none(other))).toList(), now)))
        .toList().stream().flatMap(started -> started.get().stream()).toList();
    again(courier.tell(notes), byWatcher, attempt);
  }

  private List<Note> notes(Presence watcher, List<Presence> changed, Instant now) {
    List<Target> targets = audience.connectionsOf(List.of(watcher));
    if (targets.isEmpty()) {
      return List.of();
    }
    List<String> frames = frames(watcher, changed, now);
    return targets.stream().map(target -> new Note(target, frames)).toList();
  }

  private List<String> frames(Presence watcher, List<Presence> all, Instant now) {
    List<Sighting> sightings = new ArrayList<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      List<Presence> some = all.subList(start, Math.min(start + BATCH, all.size()));
      Map<UserId, Contact> known = contacts.find(watcher.userId(), some.stream().map(Presence::userId).toList());
      some.forEach(other -> sightings.add(PresencePrivacy.isShared(watcher, other,
          known.getOrDefault(other.userId(), Contact.none(watcher.userId(), other.userId())))
              ? other.sightingAt(now)
              : Sighting.hidden(other.userId(), other.version())));
    }
    boolean watched = sightings.stream().anyMatch(sighting -> sighting.state() != PresenceState.OFFLINE)
        || watches.isWatched(watcher.userId());
    return Frames.presence(sightings, lease.heartbeat(watched));
  }

  private void again(List<Target> failed, Map<UserId, Set<UserId>> byWatcher, int attempt) {
    Map<UserId, Set<UserId>> left = failed.stream().map(Target::userId).distinct()
        .collect(toMap(watcher -> watcher, watcher -> byWatcher.getOrDefault(watcher, Set.of())));
    if (left.isEmpty()) {
      return;
    }
    if (attempt > TRIES) {
      throw new IllegalStateException(
          "Gave up telling " + left.size() + " watchers after " + TRIES + " tries.");
    }
    queue.put(left.entrySet().stream()
        .map(one -> new Tell(one.getKey(), List.copyOf(one.getValue()), attempt)).toList(),
        FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
  }
}
