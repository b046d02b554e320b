package chat.contact;

import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.Limits;
import chat.model.UserId;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Asks a user to be a contact, or accepts when they asked. When both ask at once, both have accepted. */
public final class RequestContact {
  private final Contacts contacts;
  private final PresenceQueue presenceQueue;
  private final InstantSource clock;

  public RequestContact(Contacts contacts, PresenceQueue presenceQueue, InstantSource clock) {
    this.contacts = contacts;
    this.presenceQueue = presenceQueue;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** As it is now: asked or accepted. */
    record Requested(Contact contact) implements Outcome {}

    /** The user blocks the other. */
    record NotReachable() implements Outcome {}

    /** The user has as many contacts as there may be. */
    record LimitReached() implements Outcome {}
  }

  /** Throws InvalidValueException for oneself. */
  public Outcome request(UserId userId, UserId otherId) {
    Contact before = Contact.none(userId, otherId);
    if (contacts.count(userId) >= Limits.CONTACTS) {
      before = contacts.find(userId, List.of(otherId)).getOrDefault(otherId, before);
      if (before.state() == State.NONE || before.state() == State.INCOMING) {
        return new Outcome.LimitReached();
      }
    }
    Contact after = contacts.change(userId, otherId, pair -> pair.requested(clock.instant())).own();
    if (after.isMutual()) {
      presenceQueue.put(new Meet(userId, otherId), Duration.ZERO);
    }
    return after.blocked() ? new Outcome.NotReachable() : new Outcome.Requested(after);
  }
}
