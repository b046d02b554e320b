package chat.model;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A user's sockets, each under a lease that signs of life renew, and what others may see of it.
 *
 * @param sockets open ones, and closed ones whose grace time may not be over
 * @param version how often this was written; between two writes only silence can change the state
 * @param checkAt until when a message is under way that finds the user silent
 * @param sharesReceipts whether others may see how far the user has read
 * @param seenBy who may see whether the user is online
 */
public record Presence(UserId userId, Map<ConnectionId, Socket> sockets, Instant lastActiveAt, long version,
    Instant checkAt, boolean doNotDisturb, boolean sharesReceipts, Reach seenBy) {
  /** API Gateway closes a socket that is silent for ten minutes; until then it may come back while this is read. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  public Presence {
    sockets = Map.copyOf(sockets);
  }

  /** Of somebody who never connected and hides nothing. */
  public static Presence none(UserId userId) {
    return new Presence(userId, Map.of(), Instant.EPOCH, 0, Instant.EPOCH, false, true, Reach.EVERYONE);
  }

  /** The sockets that are open as far as is known. */
  public Map<ConnectionId, Socket> connections() {
    return only(socket -> !socket.closed());
  }

  /** The sockets that count no more, and of which nothing more is to be heard. */
  public Map<ConnectionId, Socket> lapsed(Instant now) {
    return only(socket -> !now.isBefore(socket.shownUntil().plus(LONGEST_SILENCE)));
  }

  private Map<ConnectionId, Socket> only(Predicate<Socket> which) {
    return sockets.entrySet().stream().filter(entry -> which.test(entry.getValue()))
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** With that socket in place of what was there, or without any. */
  public Presence with(ConnectionId connectionId, @Nullable Socket socket) {
    Map<ConnectionId, Socket> others = new HashMap<>(sockets);
    others.remove(connectionId);
    if (socket != null) {
      others.put(connectionId, socket);
    }
    return new Presence(userId, others, lastActiveAt, version, checkAt, doNotDisturb, sharesReceipts, seenBy);
  }

  /** What the user's contacts are to see then, if nothing more is heard of the user. */
  public PresenceState stateAt(Instant instant) {
    boolean shown = false;
    for (Socket socket : sockets.values()) {
      if (instant.isBefore(socket.shownUntil())) {
        if (!doNotDisturb && !socket.away()) {
          return PresenceState.ONLINE;
        }
        shown = true;
      }
    }
    if (!shown) {
      return PresenceState.OFFLINE;
    }
    return doNotDisturb ? PresenceState.DO_NOT_DISTURB : PresenceState.AWAY;
  }

  /** Whether somebody uses that device, as far as its open sockets tell. */
  public boolean uses(DeviceId device, Instant now) {
    return sockets.values().stream().anyMatch(socket -> socket.device().equals(device) && !socket.closed()
        && !socket.away() && now.isBefore(socket.shownUntil()));
  }

  /** Whether that device had a socket which counted at that time or later, open or closed since. */
  public boolean hadSocket(DeviceId device, Instant since) {
    return sockets.values().stream()
        .anyMatch(socket -> socket.device().equals(device) && socket.shownUntil().isAfter(since));
  }

  public boolean isOnline(Instant now) {
    return stateAt(now) != PresenceState.OFFLINE;
  }

  /** When silence next changes the state; empty for somebody who is offline. */
  public Optional<Instant> nextChange(Instant now) {
    PresenceState state = stateAt(now);
    return sockets.values().stream().map(Socket::shownUntil).filter(until -> until.isAfter(now)).sorted()
        .filter(until -> stateAt(until) != state).findFirst();
  }

  /** As after one more write. */
  public Presence renewed() {
    return new Presence(userId, sockets, lastActiveAt, version + 1, checkAt, doNotDisturb, sharesReceipts, seenBy);
  }

  /** Of two sightings the newer has the higher; silence makes one newer as well. */
  public long orderAt(Instant now) {
    return version * PresenceState.PLACES + stateAt(now).place();
  }

  /** For those who may see it all. */
  public Sighting sightingAt(Instant now) {
    PresenceState state = stateAt(now);
    boolean tells = (state == PresenceState.OFFLINE || state == PresenceState.AWAY)
        && lastActiveAt.isAfter(Instant.EPOCH);
    return new Sighting(userId, state, version, tells ? lastActiveAt : null);
  }
}
