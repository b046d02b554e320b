package chat.presence;

import chat.model.Socket;
import java.time.Duration;
import java.time.Instant;

/**
 * The pace of signs of life.
 *
 * @param heartbeat how often a client shows itself while somebody online watches its user
 * @param length how long it may be silent then before its lease is over
 * @param idleHeartbeat how often it shows itself while nobody does; its lease is longer by as much
 * @param grace how long a user still counts as there who closed a socket, so that nobody flaps; and by when, after a lease
 *     is over, everybody has been told
 */
public record Lease(Duration heartbeat, Duration length, Duration idleHeartbeat, Duration grace) {
  /** One of them may be lost, and the next be late. */
  private static final int LEAST_HEARTBEATS = 4;
  /** API Gateway closes a socket that is silent for ten minutes. */
  private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(570);
  /** What it takes to tell, as a rule: a second in the queue, the window of the stream, and the posts. */
  private static final Duration TELLING = Duration.ofSeconds(8);
  /** What a queue lets a message wait. */
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(15);

  public Lease {
    if (heartbeat.isZero() || heartbeat.isNegative()) {
      throw new IllegalArgumentException("HEARTBEAT_SECONDS must be at least 1.");
    }
    if (length.compareTo(heartbeat.multipliedBy(LEAST_HEARTBEATS)) < 0) {
      throw new IllegalArgumentException("LEASE_SECONDS must be at least four times HEARTBEAT_SECONDS.");
    }
    if (idleHeartbeat.compareTo(heartbeat) < 0 || idleHeartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
      throw new IllegalArgumentException("IDLE_HEARTBEAT_SECONDS must be from HEARTBEAT_SECONDS to 570.");
    }
    if (grace.compareTo(TELLING) < 0 || grace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("GRACE_SECONDS must be from 8 to 900.");
    }
  }

  /** How long a client may wait until it shows itself again. */
  public Duration heartbeat(boolean watched) {
    return watched ? heartbeat : idleHeartbeat;
  }

  private Duration length(boolean watched) {
    return watched ? length : length.multipliedBy(idleHeartbeat.toMillis()).dividedBy(heartbeat.toMillis());
  }

  /** Until when a user counts as there who showed a sign of life now. */
  Instant shownUntil(Instant now, boolean watched) {
    return now.plus(length(watched)).plus(graceOfTheSilent());
  }

  private Duration graceOfTheSilent() {
    return grace.minus(TELLING);
  }

  /** Until when a user counts as there whose socket closes now. */
  public Instant afterLeaving(Instant now) {
    return now.plus(grace);
  }

  /** Whether a sign of life is worth a write: when half of the lease is gone, or when it was given for another pace. */
  boolean isDue(Socket socket, Instant now, boolean watched) {
    Duration left = Duration.between(now, socket.shownUntil()).minus(graceOfTheSilent());
    return left.multipliedBy(2).compareTo(length(watched)) <= 0 || left.compareTo(length(watched)) > 0;
  }
}
