package chat.channel;

import chat.model.ChannelId;
import chat.model.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Memberships in memory. */
@NullMarked
public final class InMemoryMemberships implements Memberships {
  private record Membership(ChannelId channelId, UserId userId) {}

  private final Set<Membership> all = ConcurrentHashMap.newKeySet();

  @Override
  public boolean contains(ChannelId channelId, UserId userId) {
    return all.contains(new Membership(channelId, userId));
  }

  @Override
  public void add(ChannelId channelId, UserId userId) {
    all.add(new Membership(channelId, userId));
  }

  @Override
  public List<UserId> membersOf(ChannelId channelId) {
    return all.stream().filter(membership -> membership.channelId().equals(channelId)).map(Membership::userId).toList();
  }

  @Override
  public List<ChannelId> channelsOf(UserId userId, @Nullable ChannelId after, int limit) {
    return all.stream().filter(membership -> membership.userId().equals(userId)).map(Membership::channelId)
        .filter(id -> after == null || id.value().compareTo(after.value()) > 0)
        .sorted((one, other) -> one.value().compareTo(other.value())).limit(limit).toList();
  }
}
