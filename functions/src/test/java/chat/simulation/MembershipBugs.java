package chat.simulation;

import chat.channel.CursorMove;
import chat.channel.Memberships;
import chat.channel.Roster;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships that are wrong in one thing. */
final class MembershipBugs {
  private MembershipBugs() {}

  /** Who was removed still gets what is said. */
  static Memberships withoutLeaving(Memberships memberships) {
    return new ForwardingMemberships(memberships) {
      @Override
      public Roster first(ChannelId channelId, int limit) {
        Roster roster = super.first(channelId, limit);
        return new Roster(roster.places().stream().map(MembershipBugs::staying).toList(), roster.complete());
      }

      @Override
      public List<Membership> all(ChannelId channelId) {
        return super.all(channelId).stream().map(MembershipBugs::staying).toList();
      }
    };
  }

  private static Membership staying(Membership place) {
    return new Membership(place.channelId(), place.userId(), place.role(), place.joinedSeq(), place.readableFrom(), 0,
        place.delivered(), place.read());
  }

  /** Members are looked at once, and not again after a lost race or a change of the group. */
  static Memberships lookedAtOnce(Memberships memberships) {
    Map<ChannelId, Roster> rosters = new HashMap<>();
    Map<Memberships.Key, Optional<Membership>> places = new HashMap<>();
    return new ForwardingMemberships(memberships) {
      @Override
      public Roster first(ChannelId channelId, int limit) {
        Roster known = rosters.get(channelId);
        if (known == null) {
          known = super.first(channelId, limit);
          rosters.put(channelId, known);
        }
        return known;
      }

      @Override
      public Optional<Membership> find(ChannelId channelId, UserId userId) {
        Memberships.Key key = new Memberships.Key(channelId, userId);
        Optional<Membership> known = places.get(key);
        if (known == null) {
          known = super.find(channelId, userId);
          places.put(key, known);
        }
        return known;
      }
    };
  }

  /** A cursor is set to what the client says, also back. */
  static Memberships settingCursors(Memberships memberships, Tables tables) {
    return new ForwardingMemberships(memberships) {
      @Override
      public CursorMove advance(UserId userId, Cursor cursor) {
        Optional<Membership> found = super.find(cursor.channelId(), userId);
        found.ifPresent(place -> tables.replacePlace(
            new Membership(place.channelId(), userId, place.role(), place.joinedSeq(), place.readableFrom(),
                place.leftSeq(), cursor.delivered(), cursor.read())));
        return super.advance(userId, cursor);
      }
    };
  }

  /** A sync says nothing of the channels that the user left. */
  static Memberships withoutFormer(Memberships memberships) {
    return new ForwardingMemberships(memberships) {
      @Override
      public List<Membership> of(UserId userId, @Nullable ChannelId first, int limit) {
        return super.of(userId, first, limit).stream().filter(Membership::isActive).toList();
      }
    };
  }

  /** Everybody seems to have everything, so nothing is ever repaired. */
  static Memberships allDelivered(Memberships memberships) {
    return new ForwardingMemberships(memberships) {
      @Override
      public List<Membership> all(ChannelId channelId) {
        return super.all(channelId).stream()
            .map(place -> new Membership(channelId, place.userId(), place.role(), place.joinedSeq(),
                place.readableFrom(), place.leftSeq(), Limits.MAX_SEQ, place.read()))
            .toList();
      }
    };
  }
}
