package chat.presence;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every presence store does. */
public abstract class PresencesContract {
  private static final ConnectionId PHONE = new ConnectionId("KVmb8fjMIAMCFgQ=");
  private static final ConnectionId LAPTOP = new ConnectionId("a+/b_-c=");
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private static final DeviceId DEVICE = new DeviceId("pixel-9_a.1");

  private final UserId user = new UserId("user-" + UUID.randomUUID());

  protected abstract Presences presences();

  private Presence stored() {
    Presence found = requireNonNull(presences().find(List.of(user)).get(user));
    assertEquals(Optional.of(found), presences().current(user));
    return found;
  }

  private static Socket socket(long since, long shownUntil) {
    return new Socket(DEVICE, T0.plusSeconds(since), T0.plusSeconds(shownUntil), false, false);
  }

  private static Socket away(Socket socket) {
    return new Socket(socket.device(), socket.since(), socket.shownUntil(), true, socket.closed());
  }

  private static Socket closed(Socket socket, long shownUntil) {
    return new Socket(socket.device(), socket.since(), T0.plusSeconds(shownUntil), socket.away(), true);
  }

  private Presence touch(ConnectionId connectionId, Socket socket, Instant active, ConnectionId... lapsed) {
    return presences().touch(user, connectionId, socket, Optional.of(active), Optional.empty(), Set.of(lapsed));
  }

  private Presence presence(Map<ConnectionId, Socket> sockets, long lastActive, long version) {
    return new Presence(user, sockets, T0.plusSeconds(lastActive), version, Instant.EPOCH, false, true,
        Reach.EVERYONE);
  }

  @Test
  void notesEveryDeviceAndRenewsItsLease() {
    assertEquals(Optional.empty(), presences().current(user));
    assertEquals(presence(Map.of(PHONE, socket(0, 10)), 0, 1), touch(PHONE, socket(0, 10), T0));
    touch(LAPTOP, socket(1, 11), T0.plusSeconds(1));
    Presence both = touch(PHONE, socket(0, 15), T0.plusSeconds(5));
    assertEquals(presence(Map.of(PHONE, socket(0, 15), LAPTOP, socket(1, 11)), 5, 3), both);
    assertEquals(both, stored());
  }

  @Test
  void whoIsAwayIsNotActive() {
    touch(PHONE, socket(0, 10), T0);
    presences().touch(user, PHONE, away(socket(0, 20)), Optional.empty(), Optional.empty(), Set.of());
    assertEquals(presence(Map.of(PHONE, away(socket(0, 20))), 0, 2), stored());
  }

  @Test
  void aTouchDropsWhatHasLapsedAndNotesTheMessageUnderWay() {
    touch(PHONE, socket(0, 10), T0);
    touch(LAPTOP, socket(0, 10), T0);
    Presence after = presences().touch(user, LAPTOP, socket(0, 30), Optional.of(T0.plusSeconds(20)),
        Optional.of(T0.plusSeconds(30)), Set.of(PHONE, LAPTOP));
    assertEquals(new Presence(user, Map.of(LAPTOP, socket(0, 30)), T0.plusSeconds(20), 3, T0.plusSeconds(30), false,
        true, Reach.EVERYONE), after);
    assertEquals(after, stored());
  }

  @Test
  void onlyAnOpenSocketIsKept() {
    assertEquals(Optional.empty(), keep(PHONE, socket(0, 10)));
    touch(PHONE, socket(0, 10), T0);
    assertEquals(Optional.of(presence(Map.of(PHONE, socket(0, 20)), 5, 2)), keep(PHONE, socket(0, 20)));
    assertEquals(Optional.empty(), keep(LAPTOP, socket(0, 20)));
    presences().leave(user, PHONE, T0.plusSeconds(6), T0.plusSeconds(11));
    assertEquals(Optional.empty(), keep(PHONE, socket(0, 30)));
    assertEquals(presence(Map.of(PHONE, closed(socket(0, 20), 11)), 6, 3), stored());
  }

  private Optional<Presence> keep(ConnectionId connectionId, Socket socket) {
    return presences().keep(user, connectionId, socket, Optional.of(T0.plusSeconds(5)), Optional.empty(), Set.of());
  }

  @Test
  void aClosedSocketCountsUntilItsGraceIsOver() {
    touch(PHONE, socket(0, 100), T0);
    touch(LAPTOP, socket(0, 100), T0);
    Optional<Presence> left = presences().leave(user, PHONE, T0.plusSeconds(7), T0.plusSeconds(12));
    assertEquals(Optional.of(stored()), left);
    assertEquals(presence(Map.of(PHONE, closed(socket(0, 100), 12), LAPTOP, socket(0, 100)), 7, 3), stored());
    assertEquals(left, presences().leave(user, PHONE, T0.plusSeconds(8), T0.plusSeconds(13)));
    assertEquals(Map.of(LAPTOP, socket(0, 100)), stored().connections());
  }

  @Test
  void leavingNeverLengthensALease() {
    touch(PHONE, socket(0, 10), T0);
    presences().leave(user, PHONE, T0.plusSeconds(50), T0.plusSeconds(55));
    assertEquals(presence(Map.of(PHONE, closed(socket(0, 10), 10)), 0, 2), stored());
  }

  @Test
  void whoLeavesWhileAwayWasNotActive() {
    touch(PHONE, socket(0, 10), T0);
    presences().touch(user, PHONE, away(socket(0, 100)), Optional.empty(), Optional.empty(), Set.of());
    presences().leave(user, PHONE, T0.plusSeconds(50), T0.plusSeconds(55));
    assertEquals(presence(Map.of(PHONE, closed(away(socket(0, 100)), 55)), 0, 3), stored());
  }

  @Test
  void leavingWhatIsNotThereDoesNothing() {
    assertEquals(Optional.empty(), presences().leave(user, PHONE, T0, T0.plusSeconds(5)));
    assertEquals(Map.of(), presences().find(List.of(user)));
    touch(PHONE, socket(0, 10), T0);
    assertEquals(Optional.of(stored()), presences().leave(user, LAPTOP, T0, T0.plusSeconds(5)));
    assertEquals(1, stored().version());
  }

  @Test
  void oneMessageIsUnderWay() {
    touch(PHONE, socket(0, 10), T0);
    presences().arm(user, T0, T0.plusSeconds(10));
    presences().arm(user, T0.plusSeconds(9), T0.plusSeconds(19));
    assertEquals(T0.plusSeconds(10), stored().checkAt());
    presences().arm(user, T0.plusSeconds(10), T0.plusSeconds(20));
    assertEquals(T0.plusSeconds(20), stored().checkAt());
    assertEquals(1, stored().version());
  }

  @Test
  void renewingCountsTheVersion() {
    presences().renew(user);
    assertEquals(Optional.empty(), presences().current(user));
    touch(PHONE, socket(0, 10), T0);
    presences().renew(user);
    assertEquals(presence(Map.of(PHONE, socket(0, 10)), 0, 2), stored());
  }

  @Test
  void remembersWhoWantsToBeLeftAlone() {
    assertEquals(true, presences().setDoNotDisturb(user, true).doNotDisturb());
    touch(PHONE, socket(0, 10), T0);
    assertEquals(true, stored().doNotDisturb());
    Presence set = presences().setDoNotDisturb(user, false);
    assertEquals(presence(Map.of(PHONE, socket(0, 10)), 0, 3), set);
    assertEquals(set, stored());
  }

  @Test
  void forgetsOneDeviceAndLeavesTheOthers() {
    touch(PHONE, socket(0, 10), T0);
    touch(LAPTOP, socket(0, 10), T0);
    presences().forget(user, PHONE);
    presences().forget(user, PHONE);
    assertEquals(Map.of(LAPTOP, socket(0, 10)), stored().sockets());
    presences().forget(user, LAPTOP);
    assertEquals(Map.of(), stored().sockets());
    touch(PHONE, socket(2, 12), T0);
    assertEquals(Map.of(PHONE, socket(2, 12)), stored().sockets());
  }

  @Test
  void forgettingAStrangerDoesNothing() {
    presences().forget(user, PHONE);
    assertEquals(Map.of(), presences().find(List.of(user)));
  }

  @Test
  void findsMoreUsersThanOneBatchHolds() {
    List<UserId> users = new ArrayList<>();
    IntStream.range(0, 230).mapToObj(number -> new UserId(user + "." + number)).forEach(users::add);
    users.forEach(each -> TestSockets.open(presences(), each, PHONE, DEVICE, T0));
    users.add(user);
    assertEquals(230, presences().find(users).size());
    assertEquals(230, presences().current(users).size());
  }

  @Test
  void whoIsErasedIsNeverSeen() {
    presences().erase(user);
    assertEquals(Map.of(), presences().find(List.of(user)));
    touch(PHONE, socket(0, 10), T0);
    presences().showTo(user, Reach.CONTACTS);
    presences().setDoNotDisturb(user, true);
    presences().erase(user);
    presences().erase(user);
    assertEquals(new Presence(user, Map.of(), Instant.EPOCH, 5, Instant.EPOCH, false, false, Reach.EVERYONE), stored());
  }

  @Test
  void remembersWhetherReceiptsAreShared() {
    touch(PHONE, socket(0, 10), T0);
    assertEquals(true, stored().sharesReceipts());
    presences().shareReceipts(user, false);
    touch(LAPTOP, socket(0, 10), T0);
    assertEquals(false, stored().sharesReceipts());
    presences().shareReceipts(user, true);
    assertEquals(true, stored().sharesReceipts());
  }

  @Test
  void remembersWhoMaySeeIt() {
    touch(PHONE, socket(0, 10), T0);
    assertEquals(Reach.EVERYONE, stored().seenBy());
    presences().showTo(user, Reach.CONTACTS);
    touch(LAPTOP, socket(0, 10), T0);
    presences().forget(user, PHONE);
    presences().shareReceipts(user, false);
    assertEquals(Reach.CONTACTS, stored().seenBy());
    assertEquals(Map.of(LAPTOP, socket(0, 10)), stored().sockets());
  }

  @Test
  void whatIsSetBeforeTheFirstConnectionHolds() {
    presences().shareReceipts(user, false);
    presences().showTo(user, Reach.NOBODY);
    assertEquals(new Presence(user, Map.of(), Instant.EPOCH, 2, Instant.EPOCH, false, false, Reach.NOBODY), stored());
    touch(PHONE, socket(0, 10), T0);
    assertEquals(new Presence(user, Map.of(PHONE, socket(0, 10)), T0, 3, Instant.EPOCH, false, false, Reach.NOBODY),
        stored());
  }
}
