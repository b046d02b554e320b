package chat.model;

import java.util.Optional;

/**
 * A conversation as a list shows it.
 *
 * @param head the seq of the newest message, 0 when there is none
 * @param lastMessage the newest message, as a preview; both follow the log by the fan-out's delay
 */
public record Channel(ChannelId id, Kind kind, long head, Optional<Message> lastMessage) {
  /** Who a channel is for. */
  public sealed interface Kind {
    /** Two users, or one with themself. */
    record Direct(UserId one, UserId other) implements Kind {
      /** The other side as one member sees it. */
      public UserId peerOf(UserId member) {
        return member.equals(one) ? other : one;
      }
    }
  }
}
