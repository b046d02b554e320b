package chat.local.gateway;

import chat.local.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends sockets that are silent for 10 minutes or open for 2 hours
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 * Each has one timer, which is set anew only when it fires, so frames cost nothing.
 */
final class Lifetimes {
  static final Duration IDLE_LIMIT = Duration.ofMinutes(10);
  static final Duration LIFE_LIMIT = Duration.ofHours(2);

  private final Sockets sockets;
  private final InstantSource clock;
  private final Timers timers;

  Lifetimes(Sockets sockets, InstantSource clock, Timers timers) {
    this.sockets = sockets;
    this.clock = clock;
    this.timers = timers;
  }

  /** For a socket that has opened. */
  void watch(Connection connection) {
    if (sockets.find(connection.id()).isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant end = end(connection);
    if (end.isAfter(now)) {
      connection.watchedBy(timers.schedule(Duration.between(now, end), () -> watch(connection)));
    } else {
      sockets.close(connection, CloseReason.GOING_AWAY);
    }
  }

  private static Instant end(Connection connection) {
    Instant idle = connection.lastActiveAt().plus(IDLE_LIMIT);
    Instant old = connection.connectedAt().plus(LIFE_LIMIT);
    return idle.isBefore(old) ? idle : old;
  }
}
