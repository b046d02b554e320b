package chat.channel;

import chat.model.Membership;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Some or all who are or were in a channel.
 *
 * @param complete whether there are no others
 */
public record Roster(List<Membership> places, boolean complete) {
  public Roster {
    places = List.copyOf(places);
  }

  /** Empty also for a former member. */
  public Optional<Membership> member(UserId userId) {
    return places.stream().filter(place -> place.userId().equals(userId) && place.isActive()).findFirst();
  }

  /** Whether somebody in this direct channel blocks the other. */
  public boolean isShut() {
    return places.stream().anyMatch(Membership::blocks);
  }

  /**
   * Who hears of receipts and of somebody typing: when there are more than these, or one blocks the other, {@code actor} on
   * other devices only.
   */
  public List<UserId> signalled(UserId actor) {
    return complete && !isShut()
        ? places.stream().filter(Membership::isActive).map(Membership::userId).toList()
        : List.of(actor);
  }
}
