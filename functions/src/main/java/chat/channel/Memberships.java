package chat.channel;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in which channel, and who was. In a group, a {@link StateChange} makes and ends memberships. */
public interface Memberships {
  /** Empty for whoever is not a member; strongly consistent. */
  Optional<Membership> find(ChannelId channelId, UserId userId);

  /** Moves the member's cursors forward, never back. */
  CursorMove advance(UserId userId, Cursor cursor);

  /** Makes the user a member of a direct channel unless they are. */
  void addDirect(ChannelId channelId, UserId userId);

  /**
   * Notes whether the user blocks the other of a direct channel; who blocks is a member from then on, so that whoever opens
   * the channel later finds it shut.
   */
  void shut(ChannelId channelId, UserId userId, boolean blocks);

  /**
   * Mutes the channel for the user, {@link Instant#EPOCH} for no more.
   *
   * @return whether they are a member
   */
  boolean mute(ChannelId channelId, UserId userId, Instant until);

  /** Leaves of a user's place, if there is one, only that it was theirs: without cursors, not muted, and shut if it is a direct one. */
  void erase(ChannelId channelId, UserId userId);

  /** Up to so many of those who are or were in the channel, by user id; strongly consistent. */
  Roster first(ChannelId channelId, int limit);

  /** All who are or were in the channel, strongly consistent. */
  List<Membership> all(ChannelId channelId);

  /** The members with user ids above {@code after}, in their order, perhaps fewer than {@code limit}. */
  Page page(ChannelId channelId, @Nullable UserId after, int limit);

  /** {@code next}: the user after whom the next page begins, if there may be one. */
  record Page(List<Membership> members, Optional<UserId> next) {}

  /**
   * A user's places, former ones too, in the order of channel ids, from {@code first} on; follows changes by a moment.
   */
  List<Membership> of(UserId userId, @Nullable ChannelId first, int limit);

  /** Those of these memberships that there are or were; at most 100 at once, strongly consistent. */
  List<Membership> find(List<Key> keys);

  /** Whose place where. */
  record Key(ChannelId channelId, UserId userId) {}
}
