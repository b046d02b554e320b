package chat.channel;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Memberships in memory. */
public final class InMemoryMemberships implements Memberships {
  private record Key(ChannelId channelId, UserId userId) {}

  private final Map<Key, Membership> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Membership> find(ChannelId channelId, UserId userId) {
    return Optional.ofNullable(all.get(new Key(channelId, userId)));
  }

  @Override
  public CursorMove advance(UserId userId, Cursor cursor) {
    Key key = new Key(cursor.channelId(), userId);
    Membership before = all.get(key);
    if (before == null) {
      return new CursorMove.NotAMember();
    }
    Membership after = new Membership(cursor.channelId(), userId, Math.max(before.delivered(), cursor.delivered()),
        Math.max(before.read(), cursor.read()));
    all.put(key, after);
    return after.equals(before) ? new CursorMove.Unmoved() : new CursorMove.Moved(after);
  }

  @Override
  public void add(ChannelId channelId, UserId userId) {
    all.putIfAbsent(new Key(channelId, userId), Membership.joined(channelId, userId));
  }

  @Override
  public List<UserId> membersOf(ChannelId channelId) {
    return all.keySet().stream().filter(key -> key.channelId().equals(channelId)).map(Key::userId).toList();
  }

  @Override
  public List<Membership> of(UserId userId, @Nullable ChannelId after, int limit) {
    return all.values().stream().filter(place -> place.userId().equals(userId))
        .filter(place -> after == null || place.channelId().value().compareTo(after.value()) > 0)
        .sorted(Comparator.comparing(place -> place.channelId().value())).limit(limit).toList();
  }
}
