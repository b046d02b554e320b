package chat.model;

import java.util.List;
import java.util.Optional;

/**
 * A conversation as a list shows it.
 *
 * @param version how often anything but head and last message changed, from 1
 * @param pinned the seqs of pinned messages, in the order of pinning
 * @param head the seq of the newest entry, 0 when there is none
 * @param lastMessage the newest entry that is no change of another, as a preview; both follow the log by the fan-out's
 * delay
 */
public record Channel(ChannelId id, Kind kind, long version, List<Long> pinned, long head,
    Optional<Message> lastMessage) {
  public Channel {
    pinned = List.copyOf(pinned);
  }

  /** A channel without entries. */
  public static Channel opened(ChannelId id, Kind kind) {
    return new Channel(id, kind, 1, List.of(), 0, Optional.empty());
  }

  /** Who a channel is for. */
  public sealed interface Kind {
    /** Two users, or one with themself. */
    record Direct(UserId one, UserId other) implements Kind {
      /** The other side as one member sees it. */
      public UserId peerOf(UserId member) {
        return member.equals(one) ? other : one;
      }
    }

    /** {@code size}: how many members it has now. */
    record Group(GroupSettings settings, int size) implements Kind {}
  }

  /** As that member sees it: a newcomer's head may not have come to what they may read. */
  public Channel visibleTo(Membership member) {
    return new Channel(id, kind, version, pinned, head, lastMessage.filter(last -> member.sees(last.seq())));
  }

  /** The next version. */
  public Channel changed(Kind newKind, List<Long> newPinned) {
    return new Channel(id, newKind, version + 1, newPinned, head, lastMessage);
  }
}
