package chat.channel;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Memberships in memory. */
public final class InMemoryMemberships implements Memberships {
  private final Map<Key, Membership> all = new TreeMap<>(Comparator
      .<Key, String>comparing(key -> key.channelId().value()).thenComparing(key -> key.userId().value()));

  @Override
  public synchronized Optional<Membership> find(ChannelId channelId, UserId userId) {
    return Optional.ofNullable(all.get(new Key(channelId, userId))).filter(Membership::isActive);
  }

  @Override
  public synchronized CursorMove advance(UserId userId, Cursor cursor) {
    Optional<Membership> before = find(cursor.channelId(), userId);
    if (before.isEmpty()) {
      return new CursorMove.NotAMember();
    }
    Membership old = before.get();
    Membership after = old.withCursors(Math.max(old.delivered(), cursor.delivered()),
        Math.max(old.read(), cursor.read()));
    put(after);
    return after.equals(old) ? new CursorMove.Unmoved() : new CursorMove.Moved(after);
  }

  @Override
  public synchronized void addDirect(ChannelId channelId, UserId userId) {
    all.putIfAbsent(new Key(channelId, userId), Membership.direct(channelId, userId));
  }

  @Override
  public synchronized void shut(ChannelId channelId, UserId userId, boolean blocks) {
    if (blocks) {
      addDirect(channelId, userId);
    }
    all.computeIfPresent(new Key(channelId, userId), (_, old) -> new Membership(channelId, userId, old.role(),
        old.joinedSeq(), old.readableFrom(), old.leftSeq(), old.delivered(), old.read(), blocks, old.mutedUntil()));
  }

  @Override
  public synchronized boolean mute(ChannelId channelId, UserId userId, Instant until) {
    Optional<Membership> place = find(channelId, userId);
    place.ifPresent(old -> put(old.mutedUntil(until)));
    return place.isPresent();
  }

  @Override
  public synchronized void erase(ChannelId channelId, UserId userId) {
    all.computeIfPresent(new Key(channelId, userId), (_, old) -> new Membership(channelId, userId, old.role(),
        old.joinedSeq(), old.readableFrom(), old.leftSeq(), 0, 0, channelId.isDirect()));
  }

  @Override
  public synchronized Roster first(ChannelId channelId, int limit) {
    List<Membership> places = all(channelId).stream().limit(limit).toList();
    return new Roster(places, places.size() < limit);
  }

  @Override
  public synchronized List<Membership> all(ChannelId channelId) {
    return all.values().stream().filter(place -> place.channelId().equals(channelId)).toList();
  }

  @Override
  public synchronized Page page(ChannelId channelId, @Nullable UserId after, int limit) {
    List<Membership> places = all(channelId).stream()
        .filter(place -> after == null || place.userId().value().compareTo(after.value()) > 0).limit(limit).toList();
    return new Page(places.stream().filter(Membership::isActive).toList(),
        places.size() == limit ? Optional.of(places.getLast().userId()) : Optional.empty());
  }

  @Override
  public synchronized List<Membership> of(UserId userId, @Nullable ChannelId first, int limit) {
    return all.values().stream().filter(place -> place.userId().equals(userId))
        .filter(place -> first == null || place.channelId().value().compareTo(first.value()) >= 0).limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Membership> find(List<Key> keys) {
    List<Membership> found = new ArrayList<>();
    keys.forEach(key -> Optional.ofNullable(all.get(key)).ifPresent(found::add));
    return found;
  }

  private void put(Membership membership) {
    all.put(new Key(membership.channelId(), membership.userId()), membership);
  }

  /** As part of a change: a newcomer's row is new, another keeps its cursors. */
  public synchronized void change(Membership membership, long seq) {
    Membership old = all.get(new Key(membership.channelId(), membership.userId()));
    put(old == null || membership.joinedSeq() == seq
        ? membership
        : new Membership(old.channelId(), old.userId(), membership.role(), old.joinedSeq(), old.readableFrom(),
            membership.leftSeq(), old.delivered(), old.read(), old.blocks(), old.mutedUntil()));
  }
}
