package chat.contact;

import chat.model.Contact;
import chat.model.UserId;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceQueue;
import java.time.Duration;
import java.time.InstantSource;

/** Declines a request, withdraws one, or ends a contact. */
public final class RemoveContact {
  private final Contacts contacts;
  private final PresenceQueue presenceQueue;
  private final InstantSource clock;

  public RemoveContact(Contacts contacts, PresenceQueue presenceQueue, InstantSource clock) {
    this.contacts = contacts;
    this.presenceQueue = presenceQueue;
    this.clock = clock;
  }

  /** Returns what they are to each other now. Throws InvalidValueException for oneself. */
  public Contact remove(UserId userId, UserId otherId) {
    Contact after = contacts.change(userId, otherId, pair -> pair.removed(clock.instant())).own();
    presenceQueue.put(new Meet(userId, otherId), Duration.ZERO);
    return after;
  }
}
