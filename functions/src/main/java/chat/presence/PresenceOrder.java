package chat.presence;

import chat.model.ConnectionId;
import chat.model.PresenceState;
import chat.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work on presence that goes through the queue. Each is safe to do twice, and decides on what is so when it is done. */
public sealed interface PresenceOrder {
  UserId userId();

  /**
   * Pair the user with those contacts who are online.
   *
   * @param arriving the socket that is to get a snapshot of the contacts, if one is
   * @param after the contact at whom the last order for the same ended
   */
  record Settle(UserId userId, @Nullable ConnectionId arriving, @Nullable UserId after) implements PresenceOrder {}

  /**
   * See what silence or a change has made of the user's state.
   *
   * @param told what watchers know at least; none if they are to be told in any case
   */
  record Check(UserId userId, @Nullable PresenceState told) implements PresenceOrder {}

  /** What the two are to each other has changed. */
  record Meet(UserId userId, UserId otherId) implements PresenceOrder {}

  /** Tell the user of those. {@code attempt}: how often it was tried before. */
  record Tell(UserId userId, List<UserId> watched, int attempt) implements PresenceOrder {
    public Tell {
      watched = List.copyOf(watched);
    }
  }
}
