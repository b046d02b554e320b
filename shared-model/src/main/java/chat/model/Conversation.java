package chat.model;

/** A channel as one of its members sees it. */
public record Conversation(Channel channel, Membership membership) {
  /** How many messages the member has not seen: a difference, never a counter that could drift. */
  public long unread() {
    return Math.max(0, channel.head() - membership.read());
  }
}
