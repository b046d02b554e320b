package chat.contact;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.UserId;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Blocks a user, and unblocks them. A block stands in two places: in the contacts, and in the membership of their direct
 * channel, where a send sees it at no cost. Once this has returned, nothing that is sent comes through.
 */
public final class Block {
  private final Contacts contacts;
  private final Memberships memberships;
  private final PresenceQueue presenceQueue;
  private final InstantSource clock;

  public Block(Contacts contacts, Memberships memberships, PresenceQueue presenceQueue, InstantSource clock) {
    this.contacts = contacts;
    this.memberships = memberships;
    this.presenceQueue = presenceQueue;
    this.clock = clock;
  }

  /** Safe to run again. Throws InvalidValueException for oneself. */
  public void block(UserId userId, UserId otherId) {
    contacts.change(userId, otherId, pair -> pair.blocked(clock.instant()));
    presenceQueue.put(new Meet(userId, otherId), Duration.ZERO);
    shut(userId, otherId, true);
  }

  /** Safe to run again. Throws InvalidValueException for oneself. */
  public void unblock(UserId userId, UserId otherId) {
    contacts.change(userId, otherId, pair -> pair.unblocked(clock.instant()));
    shut(userId, otherId, false);
  }

  /** The contacts decide: when another device of the user changed them meanwhile, whoever comes last sets it right. */
  private void shut(UserId userId, UserId otherId, boolean blocked) {
    ChannelId channelId = ChannelId.direct(userId, otherId);
    boolean set = blocked;
    memberships.shut(channelId, userId, set);
    while (set != isBlocked(userId, otherId)) {
      set = !set;
      memberships.shut(channelId, userId, set);
    }
  }

  private boolean isBlocked(UserId userId, UserId otherId) {
    return contacts.find(userId, List.of(otherId)).values().stream().anyMatch(contact -> contact.blocked());
  }
}
