package chat.model;

import static chat.model.InvalidValueException.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a channel's log.
 *
 * @param seq its place in the channel: 1, 2, 3 … without a hole
 * @param sentAt when the server stored it, in whole milliseconds; never used to order
 * @param edited the seq of the newest edit that {@code content} has taken in, 0 for none
 * @param reactions as of now, in the order of reacting
 */
public record Message(ChannelId channelId, long seq, UserId sender, ClientMessageId clientMessageId, Instant sentAt,
    Content content, long edited, List<Reaction> reactions) {
  public Message {
    require(seq >= 1 && seq <= Limits.MAX_SEQ, "A seq is a whole number from 1.");
    reactions = List.copyOf(reactions);
  }

  /** As it is first stored. */
  public Message(ChannelId channelId, long seq, UserId sender, ClientMessageId clientMessageId, Instant sentAt,
      Content content) {
    this(channelId, seq, sender, clientMessageId, sentAt, content, 0, List.of());
  }

  /** Who reacted with what. */
  public record Reaction(UserId userId, String emoji) {}

  /** The same with the content's preview; empty for what changes another message. */
  public Optional<Message> preview() {
    return content.preview()
        .map(preview -> new Message(channelId, seq, sender, clientMessageId, sentAt, preview, edited, List.of()));
  }

  /** Whether this entry came from that send, whatever it says. */
  public boolean isFrom(UserId user, ClientMessageId id) {
    return sender.equals(user) && clientMessageId.equals(id);
  }
}
