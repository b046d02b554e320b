package chat.simulation;

import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Presence as functions reach it. Reads may lag. */
final class SteppedPresences implements Presences {
  private static final long MOST_FORGETTING_MICROS = Timeline.millis(500);

  private final Steps steps;
  private final Tables tables;

  SteppedPresences(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return steps.call("note " + connectionId, () -> tables.changePresence(userId,
        () -> tables.presences.touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed)));
  }

  @Override
  public Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
      Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return steps.call("keep " + connectionId, () -> tables.changePresence(userId,
        () -> tables.presences.keep(userId, connectionId, socket, lastActiveAt, checkAt, lapsed)));
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    steps.call("forget " + connectionId, () -> tables.changePresence(userId, () -> {
      tables.presences.forget(userId, connectionId);
      return "forgotten";
    }));
  }

  @Override
  public void arm(UserId userId, Instant now, Instant checkAt) {
    steps.call("arm " + userId, () -> tables.changePresence(userId, () -> {
      tables.presences.arm(userId, now, checkAt);
      return "armed";
    }));
  }

  @Override
  public void renew(UserId userId) {
    steps.call("renew " + userId, () -> tables.changePresence(userId, () -> {
      tables.presences.renew(userId);
      return "renewed";
    }));
  }

  @Override
  public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
    return steps.call("set status", () -> tables.changePresence(userId,
        () -> tables.presences.setDoNotDisturb(userId, doNotDisturb)));
  }

  @Override
  public Map<UserId, Presence> current(Collection<UserId> userIds) {
    return steps.call("look at " + userIds, () -> tables.presences.current(userIds));
  }

  /**
   * It happens by itself a moment later: the caller waits for nothing by it, and posts to several sockets run side by
   * side.
   */
  @Override
  public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
    Chance chance = new Chance(connectionId.hashCode() + steps.timeline().micros());
    if (!steps.current().run().isDoomed() || chance.happens(0.5)) {
      steps.timeline().inLane(connectionId.hashCode(), 0, chance.skewed(0, MOST_FORGETTING_MICROS),
          () -> tables.changePresence(userId,
              () -> tables.presences.leave(userId, connectionId, now, shownUntil)));
    }
    return tables.presences.current(userId);
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    steps.call("set privacy", () -> {
      tables.presences.shareReceipts(userId, shared);
      return "set";
    });
  }

  @Override
  public Optional<Presence> current(UserId userId) {
    return steps.call("look at " + userId, () -> tables.presences.current(userId));
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    steps.call("set who sees presence", () -> {
      tables.presences.showTo(userId, seenBy);
      return "set";
    });
  }

  @Override
  public void erase(UserId userId) {
    steps.call("erase presence", () -> {
      tables.presences.erase(userId);
      return "erased";
    });
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return steps.call("find connections of " + userIds,
        () -> tables.pastPresences.find(userIds, tables.pastPresences.moment()).stream()
            .collect(toMap(Presence::userId, Function.identity())));
  }
}
