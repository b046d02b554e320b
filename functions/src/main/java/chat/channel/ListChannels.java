package chat.channel;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Conversation;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  public record Slice(List<Conversation> conversations, Optional<ChannelId> next) {}

  public Slice list(UserId userId, @Nullable ChannelId after) {
    List<Membership> places = memberships.of(userId, after, Limits.SYNC_PAGE);
    if (places.isEmpty()) {
      return new Slice(List.of(), Optional.empty());
    }
    Map<ChannelId, Channel> found = channels.find(places.stream().map(Membership::channelId).toList()).stream()
        .collect(toMap(Channel::id, Function.identity()));
    List<Conversation> conversations = places.stream().filter(place -> found.containsKey(place.channelId()))
        .map(place -> new Conversation(requireNonNull(found.get(place.channelId())), place)).toList();
    return new Slice(conversations,
        places.size() == Limits.SYNC_PAGE ? Optional.of(places.getLast().channelId()) : Optional.empty());
  }
}
