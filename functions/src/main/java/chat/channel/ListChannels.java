package chat.channel;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user's channels, page by page. */
public final class ListChannels {
  private final Memberships memberships;
  private final Channels channels;

  public ListChannels(Memberships memberships, Channels channels) {
    this.memberships = memberships;
    this.channels = channels;
  }

  /** The channels in the order of their ids, and after which the next page begins, if there is one. */
  public record Slice(List<Channel> channels, Optional<ChannelId> next) {}

  public Slice list(UserId userId, @Nullable ChannelId after) {
    List<ChannelId> ids = memberships.channelsOf(userId, after, Limits.SYNC_PAGE);
    List<Channel> found = ids.isEmpty() ? List.of() : channels.find(ids);
    return new Slice(found.stream().sorted(Comparator.comparing(channel -> channel.id().value())).toList(),
        ids.size() == Limits.SYNC_PAGE ? Optional.of(ids.getLast()) : Optional.empty());
  }
}
