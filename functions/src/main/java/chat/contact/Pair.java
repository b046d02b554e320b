package chat.contact;

import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Both sides of what two users are to each other: {@code own} of the one who acts, {@code others} of the other. Whoever is
 * blocked goes on seeing what they saw, and what they do then changes their own side only.
 */
public record Pair(Contact own, Contact others) {
  /** Of two who have nothing to do with each other. */
  public static Pair none(UserId userId, UserId otherId) {
    return new Pair(Contact.none(userId, otherId), Contact.none(otherId, userId));
  }

  /** Asks the other, or accepts when they asked. Whoever blocks the other must unblock them first. */
  Pair requested(Instant now) {
    if (own.blocked()) {
      return this;
    }
    return switch (own.state()) {
      case OUTGOING, ACCEPTED -> this;
      case NONE -> with(State.OUTGOING, own.blockedByOther() ? others.state() : State.INCOMING, now);
      case INCOMING -> with(State.ACCEPTED, own.blockedByOther() ? others.state() : State.ACCEPTED, now);
    };
  }

  /** Declines, withdraws or ends it. */
  Pair removed(Instant now) {
    return with(State.NONE, own.isApart() ? others.state() : State.NONE, now);
  }

  Pair blocked(Instant now) {
    return own.blocked()
        ? this
        : new Pair(as(own, State.NONE, true, own.blockedByOther(), now),
            as(others, others.state(), others.blocked(), true, others.since()));
  }

  /** They begin anew, as if the other had been declined meanwhile. */
  Pair unblocked(Instant now) {
    return own.blocked()
        ? new Pair(as(own, State.NONE, false, own.blockedByOther(), now),
            as(others, State.NONE, others.blocked(), false, now))
        : this;
  }

  private Pair with(State ownState, State othersState, Instant now) {
    return new Pair(with(own, ownState, now), with(others, othersState, now));
  }

  private static Contact with(Contact contact, State state, Instant now) {
    return contact.state() == state
        ? contact
        : as(contact, state, contact.blocked(), contact.blockedByOther(), now);
  }

  private static Contact as(Contact contact, State state, boolean blocked, boolean blockedByOther, Instant since) {
    return new Contact(contact.userId(), contact.otherId(), state, blocked, blockedByOther,
        since.truncatedTo(ChronoUnit.MILLIS));
  }
}
