package chat.presence;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts.Delayed;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Settle;
import chat.presence.SignOfLife.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ConnectionId OTHER = new ConnectionId("other=");
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");
  private static final Duration BRISK = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(9);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Lease LEASE = new Lease(BRISK, Duration.ofMinutes(2), IDLE, GRACE);

  private final InMemoryPresences presences = new InMemoryPresences();
  private final InMemoryWatches watches = new InMemoryWatches();
  private final List<Delayed> queued = new ArrayList<>();
  private final PresenceQueue queue = (orders, delay) -> orders.forEach(order -> queued.add(new Delayed(order, delay)));

  private SignOfLife at(long second) {
    return new SignOfLife(presences, watches, queue, LEASE, () -> T0.plusSeconds(second));
  }

  private Pulse beat(long second) {
    return beat(second, SOCKET, null);
  }

  private Pulse beat(long second, ConnectionId connectionId, @Nullable Boolean away) {
    return at(second).beat(ALICE, connectionId, DeviceId.DEFAULT, away);
  }

  private void connect(ConnectionId connectionId) {
    new Connect(presences, watches, queue, LEASE, () -> T0).note(ALICE, connectionId, DeviceId.DEFAULT);
  }

  private void beWatched() {
    watches.pair(ALICE, 1, Map.of(BOB, 1L));
  }

  private Instant shownUntil() {
    return requireNonNull(presences.of(ALICE).sockets().get(SOCKET)).shownUntil();
  }

  private PresenceState state(long second) {
    return presences.of(ALICE).stateAt(T0.plusSeconds(second));
  }

  @Test
  void whoIsNotWatchedShowsItselfSeldomAndIsWrittenDownEveryOtherTime() {
    connect(SOCKET);
    int connected = presences.touches();
    for (int beat = 1; beat <= 10; beat++) {
      assertEquals(new Pulse(IDLE, false), beat(beat * IDLE.toSeconds()));
    }
    assertEquals(5, presences.touches() - connected);
    assertEquals(List.of(), queued);
  }

  @Test
  void whoIsWatchedShowsItselfBriskly() {
    connect(SOCKET);
    beWatched();
    assertEquals(BRISK, beat(1).nextHeartbeat());
    assertEquals(T0.plusSeconds(1 + 120 + 2), shownUntil());
    int brisk = presences.touches();
    beat(31);
    assertEquals(brisk, presences.touches());
    beat(61);
    assertEquals(brisk + 1, presences.touches());
  }

  @Test
  void oneLostHeartbeatIsNoAbsence() {
    beWatched();
    for (int lost = 30; lost < 600; lost += 30) {
      connect(SOCKET);
      beat(0);
      for (int second = 30; second < 600; second += 30) {
        if (second != lost) {
          assertTrue(Duration.between(T0.plusSeconds(second), shownUntil())
              .compareTo(Duration.ofSeconds(2)) > 0, "over at " + second + ", lost " + lost);
          beat(second);
        }
      }
    }
  }

  @Test
  void aMessageIsUnderWayThatFindsTheWatchedSilent() {
    connect(SOCKET);
    beWatched();
    beat(1);
    assertEquals(List.of(new Delayed(new Check(ALICE, PresenceState.ONLINE), Duration.ofSeconds(122))), queued);
    beat(61);
    assertEquals(1, queued.size());
    beat(123);
    assertEquals(2, queued.size());
  }

  @Test
  void anyFrameIsASignOfLife() {
    connect(SOCKET);
    long second = IDLE.toSeconds() * 3;
    at(second).show(ALICE, SOCKET, DeviceId.DEFAULT);
    assertEquals(T0.plusSeconds(second).plus(IDLE.multipliedBy(4)).plusSeconds(2),
        shownUntil());
    at(second).show(ALICE, OTHER, DeviceId.DEFAULT);
    assertEquals(Set.of(SOCKET), presences.of(ALICE).sockets().keySet());
  }

  @Test
  void putsBackAConnectionThatWasTakenForGone() {
    connect(SOCKET);
    presences.leave(ALICE, SOCKET, T0, T0.plusSeconds(10));
    assertTrue(beat(1).forgotten());
    assertEquals(Set.of(SOCKET), presences.of(ALICE).connections().keySet());
    assertEquals(List.of(new Delayed(new Settle(ALICE, SOCKET, null), Duration.ofSeconds(2))), queued);
    assertFalse(beat(2).forgotten());
  }

  @Test
  void whoComesBackFromSilenceIsPairedAnew() {
    connect(SOCKET);
    long late = IDLE.toSeconds() * 5;
    assertEquals(PresenceState.OFFLINE, state(late));
    beat(late);
    assertEquals(PresenceState.ONLINE, state(late));
    assertEquals(List.of(new Delayed(new Settle(ALICE, SOCKET, null), Duration.ofSeconds(2))), queued);
  }

  @Test
  void isAwayWhenEveryDeviceIs() {
    connect(SOCKET);
    connect(OTHER);
    beWatched();
    beat(0);
    beat(0, OTHER, null);
    queued.clear();
    beat(5, SOCKET, true);
    assertEquals(PresenceState.ONLINE, state(5));
    assertEquals(List.of(), queued);
    beat(6, OTHER, true);
    assertEquals(PresenceState.AWAY, state(6));
    assertEquals(T0.plusSeconds(0), presences.of(ALICE).lastActiveAt());
    assertEquals(List.of(new Delayed(new Check(ALICE, PresenceState.ONLINE), GRACE)), queued);
    beat(7);
    assertEquals(PresenceState.AWAY, state(7));
    beat(8, SOCKET, false);
    assertEquals(PresenceState.ONLINE, state(8));
    assertEquals(T0.plusSeconds(8), presences.of(ALICE).lastActiveAt());
  }

  @Test
  void unreasonablePacesAreRefused() {
    Duration zero = Duration.ZERO;
    assertThrows(IllegalArgumentException.class, () -> new Lease(BRISK, Duration.ofSeconds(119), IDLE, GRACE));
    assertThrows(IllegalArgumentException.class,
        () -> new Lease(BRISK, Duration.ofSeconds(120), Duration.ofSeconds(571), GRACE));
    assertThrows(IllegalArgumentException.class,
        () -> new Lease(BRISK, Duration.ofSeconds(120), Duration.ofSeconds(29), GRACE));
    assertThrows(IllegalArgumentException.class,
        () -> new Lease(BRISK, Duration.ofMinutes(2), IDLE, Duration.ofSeconds(7)));
    assertThrows(IllegalArgumentException.class,
        () -> new Lease(BRISK, Duration.ofMinutes(2), IDLE, Duration.ofSeconds(901)));
    assertThrows(IllegalArgumentException.class, () -> new Lease(zero, zero, zero, zero));
  }
}
