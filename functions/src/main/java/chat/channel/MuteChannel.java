package chat.channel;

import chat.model.ChannelId;
import chat.model.UserId;
import java.time.Instant;

/** Lets a channel disturb one of its members less, for a time or for good. */
public final class MuteChannel {
  private final Memberships memberships;

  public MuteChannel(Memberships memberships) {
    this.memberships = memberships;
  }

  /** Returns false for whoever is not a member. {@code until}: a time that is over mutes nothing. */
  public boolean mute(UserId userId, ChannelId channelId, Instant until) {
    return memberships.mute(channelId, userId, until);
  }

  /** Returns false for whoever is not a member. */
  public boolean unmute(UserId userId, ChannelId channelId) {
    return memberships.mute(channelId, userId, Instant.EPOCH);
  }
}
