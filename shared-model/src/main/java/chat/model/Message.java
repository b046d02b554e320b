package chat.model;

import static chat.model.InvalidValueException.require;

import java.time.Instant;

/**
 * One entry of a channel's log.
 *
 * @param seq its place in the channel: 1, 2, 3 … without a hole
 * @param sentAt when the server stored it, in whole milliseconds; never used to order
 */
public record Message(ChannelId channelId, long seq, UserId sender, ClientMessageId clientMessageId, Instant sentAt,
    Content content) {
  public Message {
    require(seq >= 1 && seq <= Limits.MAX_SEQ, "A seq is a whole number from 1.");
  }

  /** The same with the content's preview. */
  public Message preview() {
    return new Message(channelId, seq, sender, clientMessageId, sentAt, content.preview());
  }

  /** Whether this entry came from that send, whatever it says. */
  public boolean isFrom(UserId user, ClientMessageId id) {
    return sender.equals(user) && clientMessageId.equals(id);
  }
}
