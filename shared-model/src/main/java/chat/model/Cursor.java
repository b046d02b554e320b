package chat.model;

import static chat.model.InvalidValueException.require;

/**
 * How far a member has come in a channel, 0 where nothing is said. What is read is delivered.
 */
public record Cursor(ChannelId channelId, long delivered, long read) {
  public Cursor {
    require(read >= 0 && read <= Limits.MAX_SEQ, "Field read must be a whole number from 0.");
    require(delivered >= 0 && delivered <= Limits.MAX_SEQ, "Field delivered must be a whole number from 0.");
    delivered = Math.max(delivered, read);
  }
}
