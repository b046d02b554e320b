package chat.model;

import static chat.model.InvalidValueException.require;

import java.time.Instant;

/**
 * What one user is to another, as the first sees it.
 *
 * @param blocked whether the user blocks the other
 * @param blockedByOther whether the other blocks the user, who is never told
 * @param since when it is so; the epoch where there is nothing
 */
public record Contact(UserId userId, UserId otherId, State state, boolean blocked, boolean blockedByOther,
    Instant since) {
  public Contact {
    require(!userId.equals(otherId), "Nobody is their own contact.");
    since = state == State.NONE && !blocked && !blockedByOther ? Instant.EPOCH : since;
  }

  /** How far two have come to be contacts. */
  public enum State {
    NONE,
    /** The user asked. */
    OUTGOING,
    /** The other asked. */
    INCOMING, ACCEPTED
  }

  /** Of two who have nothing to do with each other. */
  public static Contact none(UserId userId, UserId otherId) {
    return new Contact(userId, otherId, State.NONE, false, false, Instant.EPOCH);
  }

  /** Whether there is nothing to keep. */
  public boolean isNothing() {
    return state == State.NONE && !blocked && !blockedByOther;
  }

  /** Whether the user may see it at all. */
  public boolean isShown() {
    return state != State.NONE || blocked;
  }

  /** Whether either keeps the other away. */
  public boolean isApart() {
    return blocked || blockedByOther;
  }

  /** Whether both have agreed and neither has changed their mind. */
  public boolean isMutual() {
    return state == State.ACCEPTED && !isApart();
  }
}
