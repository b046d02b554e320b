package chat.watch;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Presence;
import chat.model.PresenceState;
import chat.model.Sighting;
import chat.model.UserId;
import chat.presence.Presences;
import chat.presence.Sight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who of a channel's members is online, for one of them. */
public final class FindOnlineMembers {
  private final Memberships memberships;
  private final Presences presences;
  private final Sight sight;
  private final InstantSource clock;

  public FindOnlineMembers(Memberships memberships, Presences presences, Sight sight, InstantSource clock) {
    this.memberships = memberships;
    this.presences = presences;
    this.sight = sight;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** In the order of user ids, without those who hide from the viewer. */
    record Online(List<Sighting> members) implements Outcome {}

    /** The viewer is not a member. */
    record NotAMember() implements Outcome {}

    /** It has more than {@link Limits#SIGNALLED_MEMBERS} members. */
    record TooLarge() implements Outcome {}
  }

  public Outcome find(UserId viewer, ChannelId channelId) {
    if (memberships.find(channelId, viewer).isEmpty()) {
      return new Outcome.NotAMember();
    }
    List<UserId> members = members(channelId);
    if (members.size() > Limits.SIGNALLED_MEMBERS) {
      return new Outcome.TooLarge();
    }
    Instant now = clock.instant();
    Map<UserId, Presence> found = presences.find(members);
    List<Presence> online = found.values().stream().filter(presence -> presence.isOnline(now)).toList();
    return new Outcome.Online(sight.seen(found.getOrDefault(viewer, Presence.none(viewer)), online, now).values()
        .stream().filter(sighting -> sighting.state() != PresenceState.OFFLINE)
        .sorted(Comparator.comparing(sighting -> sighting.userId().value())).toList());
  }

  /** All of them, or more than are told of. */
  private List<UserId> members(ChannelId channelId) {
    List<UserId> members = new ArrayList<>();
    @Nullable
    UserId after = null;
    do {
      Memberships.Page page = memberships.page(channelId, after, Limits.MEMBERS_PAGE);
      page.members().stream().map(Membership::userId).forEach(members::add);
      after = page.next().orElse(null);
    } while (after != null && members.size() <= Limits.SIGNALLED_MEMBERS);
    return members;
  }
}
