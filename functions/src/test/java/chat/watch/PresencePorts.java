package chat.watch;

import static java.util.stream.Collectors.toMap;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.contact.Pair;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryQueue;
import chat.entrypoint.Ports;
import chat.erasure.Erasures;
import chat.group.Invites;
import chat.identity.Accounts;
import chat.identity.Tickets;
import chat.limit.RateLimits;
import chat.messaging.MessageLog;
import chat.messaging.SideBySide;
import chat.model.ConnectionId;
import chat.model.Contact;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import chat.people.Profiles;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.presence.Watches;
import chat.push.PushDevices;
import chat.push.PushLog;
import chat.push.PushQueue;
import chat.push.PushService;
import chat.report.Reports;
import chat.simulation.Chance;
import chat.simulation.Fault;
import chat.simulation.ForwardingPresences;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What functions have to do with presence outside of them, each call a step. Reads that may lag do so now and then. */
record PresencePorts(WatchTables tables, Presences presences, Watches watches, Contacts contacts,
    PresenceQueue presenceQueue, ConnectionGateway connections, InstantSource clock) implements Ports {
  /** Twice this is less than a socket's settling. */
  static final long MOST_LAG_MICROS = Timeline.millis(900);
  private static final long MOST_LEAVING_MICROS = Timeline.millis(500);

  static PresencePorts of(Steps steps, Truth truth, WatchTables tables, PresenceQueue queue,
      ConnectionGateway gateway) {
    return new PresencePorts(tables, new SteppedPresences(steps, truth, tables), new SteppedWatches(steps, tables),
        new SteppedContacts(steps, tables), queue, gateway, () -> steps.timeline().now());
  }

  PresencePorts with(Presences other) {
    return new PresencePorts(tables, other, watches, contacts, presenceQueue, connections, clock);
  }

  PresencePorts with(Watches other) {
    return new PresencePorts(tables, presences, other, contacts, presenceQueue, connections, clock);
  }

  PresencePorts with(Contacts other) {
    return new PresencePorts(tables, presences, watches, other, presenceQueue, connections, clock);
  }

  PresencePorts with(PresenceQueue other) {
    return new PresencePorts(tables, presences, watches, contacts, other, connections, clock);
  }

  private static Instant moment(Steps steps) {
    Instant now = steps.timeline().now();
    return steps.strikes(Fault.STALE_READ)
        ? now.minusNanos(steps.chance().between(1, MOST_LAG_MICROS) * 1_000)
        : now;
  }

  private static final class SteppedPresences extends ForwardingPresences {
    private final Steps steps;
    private final Truth truth;
    private final WatchTables tables;

    private SteppedPresences(Steps steps, Truth truth, WatchTables tables) {
      super(tables.presences);
      this.steps = steps;
      this.truth = truth;
      this.tables = tables;
    }

    private <T> T change(String what, UserId userId, java.util.function.Supplier<T> effect) {
      return steps.call(what, () -> tables.changePresence(userId, effect));
    }

    private void change(String what, UserId userId, Runnable effect) {
      change(what, userId, () -> {
        effect.run();
        return tables.presences.current(userId);
      });
    }

    @Override
    public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
        Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
      return change("touch " + connectionId, userId, () -> {
        truth.keeps(userId, connectionId, socket);
        return super.touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed);
      });
    }

    @Override
    public Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
        Optional<Instant> lastActiveAt, Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
      return change("keep " + connectionId, userId, () -> {
        Optional<Presence> kept = super.keep(userId, connectionId, socket, lastActiveAt, checkAt, lapsed);
        kept.ifPresent(_ -> truth.keeps(userId, connectionId, socket));
        return kept;
      });
    }

    /** Beside posts to several sockets, which have no order, it happens by itself a moment later. */
    @Override
    public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
      if (steps.run().name().startsWith("disconnect")) {
        return change("leave " + connectionId, userId, () -> left(userId, connectionId, now, shownUntil));
      }
      Chance chance = new Chance(connectionId.hashCode() + steps.timeline().micros());
      if (!steps.run().isDoomed() || chance.happens(0.5)) {
        steps.timeline().inLane(connectionId.hashCode(), 0, chance.skewed(0, MOST_LEAVING_MICROS),
            () -> tables.changePresence(userId, () -> left(userId, connectionId, now, shownUntil)));
      }
      return tables.presences.current(userId);
    }

    private Optional<Presence> left(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
      truth.leaves(userId, connectionId, now);
      return super.leave(userId, connectionId, now, shownUntil);
    }

    @Override
    public void forget(UserId userId, ConnectionId connectionId) {
      change("forget " + connectionId, userId, () -> super.forget(userId, connectionId));
    }

    @Override
    public void arm(UserId userId, Instant now, Instant checkAt) {
      change("arm " + userId + " for " + checkAt, userId, () -> super.arm(userId, now, checkAt));
    }

    @Override
    public void renew(UserId userId) {
      change("renew " + userId, userId, () -> super.renew(userId));
    }

    @Override
    public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
      return change("set status", userId, () -> super.setDoNotDisturb(userId, doNotDisturb));
    }

    @Override
    public void showTo(UserId userId, Reach seenBy) {
      change("show to " + seenBy, userId, () -> super.showTo(userId, seenBy));
    }

    @Override
    public Optional<Presence> current(UserId userId) {
      return steps.call("look at " + userId, () -> super.current(userId));
    }

    @Override
    public Map<UserId, Presence> current(Collection<UserId> userIds) {
      return steps.call("look at " + userIds, () -> super.current(userIds));
    }

    @Override
    public Map<UserId, Presence> find(Collection<UserId> userIds) {
      return steps.call("find " + userIds, () -> {
        Instant moment = moment(steps);
        return userIds.stream().map(userId -> truth.at(userId, moment)).filter(presence -> presence.version() > 0)
            .collect(toMap(Presence::userId, Function.identity()));
      });
    }
  }

  private record SteppedWatches(Steps steps, WatchTables tables) implements Watches {
    private void change(String what, Runnable effect) {
      steps.call(what, () -> {
        tables.changeWatches(effect);
        return "done";
      });
    }

    @Override
    public List<UserId> of(UserId userId, Range range, int limit) {
      return steps.call("watches of " + userId, () -> tables.watches.of(userId, range, limit));
    }

    @Override
    public boolean isWatched(UserId userId) {
      return steps.call("is " + userId + " watched", () -> tables.wasWatched(userId, moment(steps)));
    }

    /** Two rows are two writes, of which the function may see only one through. */
    @Override
    public void pair(UserId userId, long version, Map<UserId, Long> others) {
      others.forEach((other, theirs) -> {
        change("row of " + userId + " about " + other + " " + theirs,
            () -> tables.watches.put(userId, other, theirs));
        change("row of " + other + " about " + userId + " " + version,
            () -> tables.watches.put(other, userId, version));
      });
    }

    @Override
    public void show(UserId userId, long version, Collection<UserId> watchers) {
      watchers.forEach(watcher -> change("show " + userId + " " + version + " to " + watcher,
          () -> tables.watches.show(userId, version, List.of(watcher))));
    }

    @Override
    public void part(UserId userId, Collection<UserId> others) {
      others.forEach(other -> {
        change("no row of " + other + " about " + userId, () -> tables.watches.remove(other, userId));
        change("no row of " + userId + " about " + other, () -> tables.watches.remove(userId, other));
      });
    }
  }

  private record SteppedContacts(Steps steps, WatchTables tables) implements Contacts {
    @Override
    public Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
      return steps.call("change contacts", () -> tables.changeContacts(userId, otherId,
          () -> tables.contacts.change(userId, otherId, step)));
    }

    @Override
    public Map<UserId, Contact> find(UserId userId, Collection<UserId> others) {
      return steps.call("find contacts", () -> tables.contacts.find(userId, others));
    }

    @Override
    public Map<UserId, Contact> glance(UserId userId, Collection<UserId> others) {
      return find(userId, others);
    }

    @Override
    public Page page(UserId userId, @Nullable UserId after, int limit) {
      return steps.call("page of contacts", () -> tables.contacts.page(userId, after, limit));
    }

    @Override
    public int count(UserId userId) {
      return tables.contacts.count(userId);
    }
  }

  @Override
  public SideBySide sideBySide() {
    return SideBySide.on(Runnable::run);
  }

  @Override
  public MessageLog messageLog() {
    return tables.ports.messageLog();
  }

  @Override
  public Channels channels() {
    return tables.ports.channels();
  }

  @Override
  public Memberships memberships() {
    return tables.ports.memberships();
  }

  @Override
  public Invites invites() {
    return tables.ports.invites();
  }

  @Override
  public Accounts accounts() {
    return tables.ports.accounts();
  }

  @Override
  public Tickets tickets() {
    return tables.ports.tickets();
  }

  @Override
  public RateLimits rateLimits() {
    return tables.ports.rateLimits();
  }

  @Override
  public Profiles profiles() {
    return tables.ports.profiles();
  }

  /** Nobody writes here, so nobody is notified. */
  @Override
  public PushDevices pushDevices() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushLog pushLog() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushService pushService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushQueue pushQueue() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reports reports() {
    return tables.ports.reports();
  }

  @Override
  public DeliveryQueue deliveryQueue() {
    return tables.ports.deliveryQueue();
  }

  @Override
  public Erasures erasures() {
    return tables.ports.erasures();
  }

  @Override
  public RandomGenerator random() {
    return tables.ports.random();
  }
}
