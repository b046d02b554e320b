package chat.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CAROL = new UserId("carol");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ConnectionId OTHER = new ConnectionId("other=");
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private final Lease lease = new Lease(Duration.ofSeconds(30), Duration.ofSeconds(105));
  private final InMemoryPresences presences = new InMemoryPresences();

  private Sight sight = (_, others) -> others.stream().map(Presence::userId).collect(Collectors.toSet());

  private Heartbeat.Pulse beat(UserId user, long second, UserId... watched) {
    return new Heartbeat(presences, sight, lease, () -> T0.plusSeconds(second)).beat(user, SOCKET, DeviceId.DEFAULT,
        List.of(watched));
  }

  private void connect(UserId user) {
    new Connect(presences, lease, () -> T0).connect(user, SOCKET, DeviceId.DEFAULT);
  }

  @Test
  void writesOnlyEveryOtherTime() {
    connect(ALICE);
    beat(ALICE, 30);
    assertEquals(1, presences.touches());
    beat(ALICE, 60);
    assertEquals(2, presences.touches());
    beat(ALICE, 90);
    assertEquals(2, presences.touches());
  }

  @Test
  void oneLostHeartbeatIsNoAbsence() {
    for (int lost = 30; lost < 600; lost += 30) {
      connect(ALICE);
      for (int second = 30; second < 600; second += 30) {
        if (second != lost) {
          assertTrue(presences.of(ALICE).isOnline(T0.plusSeconds(second)), "offline at " + second + ", lost " + lost);
          beat(ALICE, second);
        }
      }
    }
  }

  @Test
  void tellsWhoOfTheWatchedIsOnline() {
    connect(BOB);
    assertEquals(Set.of(BOB), beat(ALICE, 104, BOB, CAROL).online());
    assertEquals(Set.of(), beat(ALICE, 105, BOB, CAROL).online());
    new Disconnect(presences).disconnect(BOB, SOCKET);
    assertEquals(Set.of(), beat(ALICE, 1, BOB).online());
    assertEquals(Duration.ofSeconds(30), beat(ALICE, 1).nextHeartbeat());
  }

  @Test
  void putsBackAConnectionThatWasTakenForGone() {
    connect(ALICE);
    presences.forget(ALICE, SOCKET);
    beat(ALICE, 1);
    assertEquals(Set.of(SOCKET), presences.of(ALICE).connections().keySet());
  }

  @Test
  void anotherDeviceStaysOnline() {
    connect(BOB);
    presences.touch(BOB, OTHER, DeviceId.DEFAULT, T0, T0.plusSeconds(105));
    new Disconnect(presences).disconnect(BOB, SOCKET);
    assertEquals(Set.of(BOB), beat(ALICE, 1, BOB).online());
  }

  @Test
  void aLeaseShorterThanThreeHeartbeatsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Lease(Duration.ofSeconds(30), Duration.ofSeconds(89)));
  }
}
