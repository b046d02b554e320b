package chat.channel;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in which channel. */
public interface Memberships {
  /** Empty for whoever is not a member; strongly consistent. */
  Optional<Membership> find(ChannelId channelId, UserId userId);

  /** Moves the member's cursors forward, never back. */
  CursorMove advance(UserId userId, Cursor cursor);

  /** Makes the user a member unless they are. */
  void add(ChannelId channelId, UserId userId);

  /** All members, strongly consistent. */
  List<UserId> membersOf(ChannelId channelId);

  /** A user's places in the order of channel ids, those above {@code after}; follows changes by a moment. */
  List<Membership> of(UserId userId, @Nullable ChannelId after, int limit);
}
