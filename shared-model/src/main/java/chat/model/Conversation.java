package chat.model;

import java.util.Optional;

/**
 * A channel as one of its members sees it.
 *
 * @param peer the other member of a direct channel, as far as they let it be known
 */
public record Conversation(Channel channel, Membership membership, Optional<Membership> peer) {
  /** How many entries the member has not seen: a difference, never a counter that could drift. */
  public long unread() {
    return Math.max(0, channel.head() - membership.read());
  }
}
