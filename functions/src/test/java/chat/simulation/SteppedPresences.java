package chat.simulation;

import static java.util.stream.Collectors.toMap;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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
  public void touch(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil) {
    steps.call("note " + connectionId, () -> {
      tables.touch(userId, connectionId, now, leaseUntil);
      return "noted";
    });
  }

  /**
   * It happens by itself a moment later: the caller waits for nothing by it, and posts to several sockets run side by
   * side.
   */
  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    Chance chance = new Chance(connectionId.hashCode() + steps.timeline().micros());
    if (!steps.current().run().isDoomed() || chance.happens(0.5)) {
      steps.timeline().inLane(connectionId.hashCode(), 0, chance.skewed(0, MOST_FORGETTING_MICROS),
          () -> tables.forget(userId, connectionId));
    }
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    steps.call("set privacy", () -> {
      tables.presences.shareReceipts(userId, shared);
      return "set";
    });
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return steps.call("find connections of " + userIds,
        () -> tables.pastPresences.find(userIds, tables.pastPresences.moment()).stream()
            .collect(toMap(Presence::userId, Function.identity())));
  }
}
