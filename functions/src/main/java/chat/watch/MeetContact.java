package chat.watch;

import chat.contact.Contacts;
import chat.contact.PresencePrivacy;
import chat.model.Contact;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.CheckPresence;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Tell;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Two have become contacts, or are so no more. */
public final class MeetContact {
  private final Presences presences;
  private final Contacts contacts;
  private final Watches watches;
  private final CheckPresence checkPresence;
  private final PresenceQueue queue;
  private final InstantSource clock;

  public MeetContact(Presences presences, Contacts contacts, Watches watches, CheckPresence checkPresence,
      PresenceQueue queue, InstantSource clock) {
    this.presences = presences;
    this.contacts = contacts;
    this.watches = watches;
    this.checkPresence = checkPresence;
    this.queue = queue;
    this.clock = clock;
  }

  public void meet(Meet order) {
    Instant now = clock.instant();
    Contact contact = contacts.find(order.userId(), List.of(order.otherId())).getOrDefault(order.otherId(),
        Contact.none(order.userId(), order.otherId()));
    Map<UserId, Presence> found = presences.current(List.of(order.userId(), order.otherId()));
    Presence own = found.getOrDefault(order.userId(), Presence.none(order.userId()));
    Presence other = found.getOrDefault(order.otherId(), Presence.none(order.otherId()));
    boolean shared = PresencePrivacy.isShared(own, other, contact);
    if (shared && own.isOnline(now) && other.isOnline(now)) {
      // they may have been told that the other is gone, by the same version
      presences.renew(own.userId());
      presences.renew(other.userId());
      watches.pair(own.userId(), own.renewed().orderAt(now), Map.of(other.userId(), other.renewed().orderAt(now)));
      checkPresence.arm(own, now);
      checkPresence.arm(other, now);
      return;
    }
    watches.part(own.userId(), List.of(other.userId()));
    if (shared) {
      // no snapshot told whoever is there of a contact who is not
      queue.put(List.of(new Tell(own.userId(), List.of(other.userId()), 0),
          new Tell(other.userId(), List.of(own.userId()), 0)), Duration.ZERO);
    }
  }
}
