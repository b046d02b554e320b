package chat.push;

import static java.util.stream.Collectors.toMap;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many entries a user has not read: the number on the app's icon. */
final class CountUnread {
  private final Memberships memberships;
  private final Channels channels;

  CountUnread(Memberships memberships, Channels channels) {
    this.memberships = memberships;
    this.channels = channels;
  }

  /** Over all channels that are not muted. */
  long of(UserId userId, Instant now) {
    long unread = 0;
    @Nullable
    ChannelId last = null;
    List<Membership> places;
    do {
      ChannelId first = last;
      places = memberships.of(userId, first, Limits.SYNC_PAGE);
      List<Membership> counted = places.stream().filter(place -> !place.channelId().equals(first))
          .filter(place -> place.isActive() && !place.isMutedAt(now)).toList();
      unread += unread(counted);
      last = places.isEmpty() ? null : places.getLast().channelId();
    } while (places.size() == Limits.SYNC_PAGE);
    return unread;
  }

  private long unread(List<Membership> places) {
    if (places.isEmpty()) {
      return 0;
    }
    Map<ChannelId, Long> heads = channels.find(places.stream().map(Membership::channelId).toList()).stream()
        .collect(toMap(Channel::id, Channel::head));
    return places.stream().mapToLong(place -> Math.max(0, heads.getOrDefault(place.channelId(), 0L)
        - Math.max(place.read(), place.readableFrom() - 1))).sum();
  }
}
