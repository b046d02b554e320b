package chat.watch;

import static java.util.stream.Collectors.toMap;

import chat.contact.Contacts;
import chat.contact.Pair;
import chat.model.ConnectionId;
import chat.model.Contact;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.simulation.ForwardingPresences;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that the runs must find, or nobody could trust their silence. */
enum PresenceFlaw {
  PARTED_FOR_GOOD(ports -> ports.with(
      without(ports.presenceQueue(),
          order -> order instanceof Settle settle && settle.arriving() == null))), NOBODY_LOOKS_FOR_THE_SILENT(
              ports -> ports.with(
                  without(ports.presenceQueue(),
                      order -> order instanceof Check check && check.told() != null))), FAILED_POSTS_ARE_FORGOTTEN(
                          ports -> ports.with(
                              without(ports.presenceQueue(), order -> order instanceof Tell))), TOLD_BY_AN_OLD_LOOK(
                                  ports -> ports.with(lookingOnce(ports.presences()))), RENEWING_COUNTS_NOTHING(
                                      ports -> ports.with(notRenewing(ports.presences()))), NO_GRACE(
                                          ports -> ports.with(withoutGrace(ports.presences()))), AWAY_IS_NOT_TOLD(
                                              ports -> ports.with(new Unshown(ports.watches()))), BLOCKS_ARE_OVERLOOKED(
                                                  ports -> ports.with(new Friendly(ports.contacts())));

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final PresenceBuild build;

  PresenceFlaw(PresenceBuild build) {
    this.build = build;
  }

  PresenceBuild build() {
    return build;
  }

  private static PresenceQueue without(PresenceQueue queue, Predicate<PresenceOrder> lost) {
    return (orders, delay) -> {
      List<? extends PresenceOrder> kept = orders.stream().filter(lost.negate()).toList();
      if (!kept.isEmpty()) {
        queue.put(kept, delay);
      }
    };
  }

  /** Each look at many shows what the one before it saw. */
  private static Presences lookingOnce(Presences presences) {
    Map<UserId, Presence> seen = new HashMap<>();
    return new ForwardingPresences(presences) {
      @Override
      public Map<UserId, Presence> current(Collection<UserId> userIds) {
        Map<UserId, Presence> found = super.current(userIds);
        return found.values().stream()
            .map(presence -> Optional.ofNullable(seen.put(presence.userId(), presence)).orElse(presence))
            .collect(toMap(Presence::userId, Function.identity()));
      }
    };
  }

  private static Presences notRenewing(Presences presences) {
    return new ForwardingPresences(presences) {
      @Override
      public void renew(UserId userId) {
        // as if it had
      }
    };
  }

  private static Presences withoutGrace(Presences presences) {
    return new ForwardingPresences(presences) {
      @Override
      public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
        return super.leave(userId, connectionId, now, now);
      }
    };
  }

  /** Watchers are told when somebody comes or goes, and not of what is between. */
  private record Unshown(Watches watches) implements Watches {
    @Override
    public List<UserId> of(UserId userId, Range range, int limit) {
      return watches.of(userId, range, limit);
    }

    @Override
    public boolean isWatched(UserId userId) {
      return watches.isWatched(userId);
    }

    @Override
    public void pair(UserId userId, long version, Map<UserId, Long> others) {
      watches.pair(userId, version, others);
    }

    @Override
    public void show(UserId userId, long version, Collection<UserId> watchers) {
      // as if they had been told
    }

    @Override
    public void part(UserId userId, Collection<UserId> others) {
      watches.part(userId, others);
    }
  }

  private record Friendly(Contacts contacts) implements Contacts {
    @Override
    public Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
      return contacts.change(userId, otherId, step);
    }

    @Override
    public Map<UserId, Contact> find(UserId userId, Collection<UserId> others) {
      return others.stream().collect(toMap(Function.identity(), other -> new Contact(userId, other,
          Contact.State.ACCEPTED, false, false, Instant.EPOCH)));
    }

    @Override
    public Map<UserId, Contact> glance(UserId userId, Collection<UserId> others) {
      return find(userId, others);
    }

    @Override
    public Page page(UserId userId, @Nullable UserId after, int limit) {
      return contacts.page(userId, after, limit);
    }

    @Override
    public int count(UserId userId) {
      return contacts.count(userId);
    }
  }
}
