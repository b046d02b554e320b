package chat.contact;

import chat.model.Contact;
import chat.model.UserId;
import java.time.InstantSource;

/** Declines a request, withdraws one, or ends a contact. */
public final class RemoveContact {
  private final Contacts contacts;
  private final InstantSource clock;

  public RemoveContact(Contacts contacts, InstantSource clock) {
    this.contacts = contacts;
    this.clock = clock;
  }

  /** Returns what they are to each other now. Throws InvalidValueException for oneself. */
  public Contact remove(UserId userId, UserId otherId) {
    return contacts.change(userId, otherId, pair -> pair.removed(clock.instant())).own();
  }
}
