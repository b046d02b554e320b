package chat.watch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import chat.contact.Contacts;
import chat.contact.PresencePrivacy;
import chat.delivery.Audience;
import chat.delivery.Courier;
import chat.delivery.Courier.Note;
import chat.model.ConnectionId;
import chat.model.Contact;
import chat.model.Presence;
import chat.model.Sighting;
import chat.model.UserId;
import chat.presence.CheckPresence;
import chat.presence.Lease;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.wire.Frames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs a user with those contacts who are online, however it was before, and shows the contacts to a socket that has come.
 * A page of contacts at a time, so that an order is bounded however many there are.
 */
public final class SettleWatches {
  private static final int PAGE = 250;
  /** More than a look may lag. */
  private static final Duration LAG = Duration.ofSeconds(2);
  /** For so long a socket that cannot be posted to is tried again. */
  private static final Duration COMING = Duration.ofMinutes(1);
  /** More pairs within a page than there can be. */
  private static final int ALL = 10_000;

  private final Presences presences;
  private final Contacts contacts;
  private final Watches watches;
  private final CheckPresence checkPresence;
  private final PresenceQueue queue;
  private final Audience audience;
  private final Courier courier;
  private final Lease lease;
  private final InstantSource clock;

  public SettleWatches(Presences presences, Contacts contacts, Watches watches, CheckPresence checkPresence,
      PresenceQueue queue, Audience audience, Courier courier, Lease lease, InstantSource clock) {
    this.presences = presences;
    this.contacts = contacts;
    this.watches = watches;
    this.checkPresence = checkPresence;
    this.queue = queue;
    this.audience = audience;
    this.courier = courier;
    this.lease = lease;
    this.clock = clock;
  }

  public void settle(Settle order) {
    settle(order, false);
  }

  /** After a try that may have ended half way, with one row of a pair: then every pair is written. */
  public void settleAgain(Settle order) {
    settle(order, true);
  }

  private void settle(Settle order, boolean again) {
    Instant now = clock.instant();
    UserId userId = order.userId();
    Presence own = presences.current(userId).orElse(Presence.none(userId));
    if (!own.isOnline(now)) {
      checkPresence.part(userId);
      return;
    }
    Contacts.Page page = contacts.page(userId, order.after(), PAGE);
    // before the contacts are looked at: of whoever has been paired, it is then seen that they are online
    Set<UserId> paired = Set
        .copyOf(watches.of(userId, new Watches.Range(order.after(), page.next().orElse(null)), ALL));
    Map<UserId, Presence> shown = shown(own, page.contacts(), now);
    Map<UserId, Presence> online = new HashMap<>(shown);
    online.values().removeIf(other -> !other.isOnline(now));
    Set<UserId> missing = new HashSet<>(online.keySet());
    if (!again) {
      missing.removeAll(paired);
    }
    if (order.arriving() == null) {
      // the user may have been told that they are gone, by the same version
      missing.forEach(other -> online.computeIfPresent(other, (_, presence) -> renew(presence)));
    }
    pair(own, online, paired, missing, now);
    if (order.arriving() != null
        && !tell(own, order.arriving(), sightings(own, order.after(), page.contacts(), shown, now),
            !online.isEmpty())) {
      queue.put(order, LAG);
      return;
    }
    if (page.next().isPresent()) {
      queue.put(new Settle(userId, order.arriving(), page.next().get()), Duration.ZERO);
    } else if (checkPresence.hasWatchers(userId)) {
      checkPresence.arm(own, now);
    }
  }

  /** The contacts who let the user see them, as far as they ever came. */
  private Map<UserId, Presence> shown(Presence own, List<Contact> page, Instant now) {
    Map<UserId, Contact> mutual = page.stream().filter(Contact::isMutual)
        .collect(toMap(Contact::otherId, contact -> contact));
    Map<UserId, Presence> found = new HashMap<>(mutual.isEmpty() ? Map.of() : presences.find(mutual.keySet()));
    // whom an outdated look shows silent may have been heard of since
    Set<UserId> silent = found.values().stream().filter(other -> other.stateAt(now) != other.stateAt(now.minus(LAG)))
        .map(Presence::userId).collect(toSet());
    found.putAll(silent.isEmpty() ? Map.of() : presences.current(silent));
    found.values().removeIf(
        other -> !PresencePrivacy.isShared(own, other, mutual.getOrDefault(other.userId(), Contact.none(own.userId(),
            other.userId()))));
    return found;
  }

  /** Whoever came or went while it was done is looked at again, for their own order may have come too early. */
  private void pair(Presence own, Map<UserId, Presence> online, Set<UserId> paired, Set<UserId> missing,
      Instant now) {
    UserId userId = own.userId();
    Set<UserId> gone = new HashSet<>(paired);
    gone.removeAll(online.keySet());
    watches.part(userId, gone);
    Map<UserId, Presence> coming = new HashMap<>(online);
    coming.keySet().retainAll(missing);
    watches.pair(userId, own.orderAt(now), orders(coming, now));
    partAgain(userId, missing);
    online.values().forEach(other -> checkPresence.arm(other, clock.instant()));
    gone.stream().filter(checkPresence::isOnline)
        .forEach(other -> queue.put(new Settle(other, null, null), Duration.ZERO));
  }

  private Presence renew(Presence presence) {
    presences.renew(presence.userId());
    return presence.renewed();
  }

  private void partAgain(UserId userId, Set<UserId> others) {
    if (others.isEmpty()) {
      return;
    }
    if (!checkPresence.isOnline(userId)) {
      checkPresence.part(userId);
      return;
    }
    Map<UserId, Presence> found = presences.current(others);
    Instant then = clock.instant();
    watches.part(userId, others.stream()
        .filter(other -> !found.getOrDefault(other, Presence.none(other)).isOnline(then)).toList());
  }

  private static Map<UserId, Long> orders(Map<UserId, Presence> presences, Instant now) {
    return presences.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> entry.getValue().orderAt(now)));
  }

  private static List<Sighting> sightings(Presence own, @Nullable UserId after, List<Contact> page,
      Map<UserId, Presence> shown, Instant now) {
    List<Sighting> sightings = new ArrayList<>();
    if (after == null) {
      sightings.add(own.sightingAt(now));
    }
    // whom a contact blocks still sees a contact, who hides
    page.stream().filter(contact -> contact.state() == Contact.State.ACCEPTED && !contact.blocked())
        .map(Contact::otherId)
        .map(other -> Optional.ofNullable(shown.get(other)).map(presence -> presence.sightingAt(now))
            .orElse(Sighting.hidden(other, 0)))
        .forEach(sightings::add);
    return sightings;
  }

  /** Returns whether there is no sense in another try. */
  private boolean tell(Presence own, ConnectionId arriving, List<Sighting> sightings, boolean watched) {
    List<String> frames = Frames.presence(sightings, watched ? lease.heartbeat(true) : null);
    List<Note> notes = audience.connectionsOf(List.of(own)).stream()
        .filter(target -> target.connectionId().equals(arriving)).map(target -> new Note(target, frames)).toList();
    return courier.tell(notes).stream().noneMatch(target -> target.since().plus(COMING).isAfter(clock.instant()));
  }
}
