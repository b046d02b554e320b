package chat.channel;

import chat.model.ChannelId;
import chat.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in which channel. */
public interface Memberships {
  /** Whether the user is a member, strongly consistent. */
  boolean contains(ChannelId channelId, UserId userId);

  /** Makes the user a member unless they are. */
  void add(ChannelId channelId, UserId userId);

  /** All members, strongly consistent. */
  List<UserId> membersOf(ChannelId channelId);

  /** A user's channels in the order of their ids, those above {@code after}; follows {@link #add} by a moment. */
  List<ChannelId> channelsOf(UserId userId, @Nullable ChannelId after, int limit);
}
