package chat.simulation;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.channel.Roster;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The memberships behind it, for a bug to change one thing of. */
abstract class ForwardingMemberships implements Memberships {
  final Memberships memberships;

  ForwardingMemberships(Memberships memberships) {
    this.memberships = memberships;
  }

  @Override
  public Optional<Membership> find(ChannelId channelId, UserId userId) {
    return memberships.find(channelId, userId);
  }

  @Override
  public CursorMove advance(UserId userId, Cursor cursor) {
    return memberships.advance(userId, cursor);
  }

  @Override
  public void addDirect(ChannelId channelId, UserId userId) {
    memberships.addDirect(channelId, userId);
  }

  @Override
  public void shut(ChannelId channelId, UserId userId, boolean blocks) {
    memberships.shut(channelId, userId, blocks);
  }

  @Override
  public boolean mute(ChannelId channelId, UserId userId, Instant until) {
    return memberships.mute(channelId, userId, until);
  }

  @Override
  public void erase(ChannelId channelId, UserId userId) {
    memberships.erase(channelId, userId);
  }

  @Override
  public Roster first(ChannelId channelId, int limit) {
    return memberships.first(channelId, limit);
  }

  @Override
  public List<Membership> all(ChannelId channelId) {
    return memberships.all(channelId);
  }

  @Override
  public Page page(ChannelId channelId, @Nullable UserId after, int limit) {
    return memberships.page(channelId, after, limit);
  }

  @Override
  public List<Membership> of(UserId userId, @Nullable ChannelId first, int limit) {
    return memberships.of(userId, first, limit);
  }

  @Override
  public List<Membership> find(List<Key> keys) {
    return memberships.find(keys);
  }
}
