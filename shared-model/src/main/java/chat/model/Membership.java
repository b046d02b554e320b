package chat.model;

import static chat.model.InvalidValueException.require;

/**
 * A user's place in a channel.
 *
 * @param delivered every message up to this seq reached one of the user's devices
 * @param read every message up to this seq was seen by the user
 */
public record Membership(ChannelId channelId, UserId userId, long delivered, long read) {
  public Membership {
    require(delivered >= 0 && read >= 0, "A cursor is a whole number from 0.");
  }

  /** A newcomer's, who has seen nothing yet. */
  public static Membership joined(ChannelId channelId, UserId userId) {
    return new Membership(channelId, userId, 0, 0);
  }
}
