package chat.simulation;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.channel.Roster;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships as functions reach them. The index by user may lag. */
final class SteppedMemberships implements Memberships {
  private static final Comparator<Key> BY_CHANNEL = Comparator.<Key, String>comparing(key -> key.channelId().value())
      .thenComparing(key -> key.userId().value());

  private final Steps steps;
  private final Tables tables;

  SteppedMemberships(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public Optional<Membership> find(ChannelId channelId, UserId userId) {
    return steps.call("find the place of " + userId, () -> tables.memberships.find(channelId, userId));
  }

  @Override
  public CursorMove advance(UserId userId, Cursor cursor) {
    return steps.call("advance " + userId + " to " + cursor, () -> tables.advanceCursor(userId, cursor));
  }

  @Override
  public void addDirect(ChannelId channelId, UserId userId) {
    steps.call("add " + userId, () -> {
      tables.addDirect(channelId, userId);
      return "added";
    });
  }

  @Override
  public void erase(ChannelId channelId, UserId userId) {
    steps.call("erase the place of " + userId, () -> {
      tables.erase(channelId, userId);
      return "erased";
    });
  }

  @Override
  public void shut(ChannelId channelId, UserId userId, boolean blocks) {
    steps.call("note whether " + userId + " blocks", () -> {
      tables.shut(channelId, userId, blocks);
      return "noted";
    });
  }

  @Override
  public boolean mute(ChannelId channelId, UserId userId, Instant until) {
    return steps.call("mute it for " + userId, () -> tables.mute(channelId, userId, until));
  }

  @Override
  public Roster first(ChannelId channelId, int limit) {
    return steps.call("read the first members", () -> tables.memberships.first(channelId, limit));
  }

  @Override
  public List<Membership> all(ChannelId channelId) {
    return steps.call("read all members", () -> tables.memberships.all(channelId));
  }

  @Override
  public Page page(ChannelId channelId, @Nullable UserId after, int limit) {
    return steps.call("read a page of members", () -> tables.memberships.page(channelId, after, limit));
  }

  @Override
  public List<Membership> of(UserId userId, @Nullable ChannelId first, int limit) {
    return steps.call("read the places of " + userId,
        () -> tables.pastMemberships.all(tables.pastMemberships.moment(), BY_CHANNEL).stream()
            .filter(place -> place.userId().equals(userId))
            .filter(place -> first == null || place.channelId().value().compareTo(first.value()) >= 0).limit(limit)
            .toList());
  }

  @Override
  public List<Membership> find(List<Key> keys) {
    return steps.call("find places", () -> tables.memberships.find(keys));
  }
}
