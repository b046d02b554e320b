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

  private static Socket socket(Instant since) {
    return new Socket(DEVICE, since);
  }

  @Test
  void notesEveryDeviceAndRenewsTheLease() {
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    presences().touch(user, LAPTOP, DEVICE, T0.plusSeconds(1), T0.plusSeconds(11));
    presences().touch(user, PHONE, DEVICE, T0.plusSeconds(5), T0.plusSeconds(15));
    assertEquals(new Presence(user, Map.of(PHONE, socket(T0), LAPTOP, socket(T0.plusSeconds(1))), T0.plusSeconds(5),
        T0.plusSeconds(15), true), stored());
  }

  @Test
  void tellsWhatATouchLedTo() {
    assertEquals(Optional.empty(), presences().current(user));
    assertEquals(Map.of(PHONE, socket(T0)),
        presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10)).connections());
    Presence both = presences().touch(user, LAPTOP, DeviceId.DEFAULT, T0, T0.plusSeconds(10));
    assertEquals(Map.of(PHONE, socket(T0), LAPTOP, new Socket(DeviceId.DEFAULT, T0)), both.connections());
    assertEquals(both, stored());
  }

  @Test
  void forgetsOneDeviceAndLeavesTheOthers() {
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    presences().touch(user, LAPTOP, DEVICE, T0, T0.plusSeconds(10));
    presences().forget(user, PHONE);
    presences().forget(user, PHONE);
    assertEquals(Map.of(LAPTOP, socket(T0)), stored().connections());
    presences().forget(user, LAPTOP);
    assertEquals(Map.of(), stored().connections());
    presences().touch(user, PHONE, DEVICE, T0.plusSeconds(2), T0.plusSeconds(12));
    assertEquals(Map.of(PHONE, socket(T0.plusSeconds(2))), stored().connections());
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
    users.forEach(each -> presences().touch(each, PHONE, DEVICE, T0, T0.plusSeconds(10)));
    users.add(user);
    assertEquals(230, presences().find(users).size());
  }

  @Test
  void whoIsErasedIsNeverSeen() {
    presences().erase(user);
    assertEquals(Map.of(), presences().find(List.of(user)));
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    presences().showTo(user, Reach.CONTACTS);
    presences().erase(user);
    presences().erase(user);
    assertEquals(new Presence(user, Map.of(), Instant.EPOCH, Instant.EPOCH, false), stored());
  }

  @Test
  void remembersWhetherReceiptsAreShared() {
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    assertEquals(true, stored().sharesReceipts());
    presences().shareReceipts(user, false);
    presences().touch(user, LAPTOP, DEVICE, T0, T0.plusSeconds(10));
    assertEquals(false, stored().sharesReceipts());
    presences().shareReceipts(user, true);
    assertEquals(true, stored().sharesReceipts());
  }

  @Test
  void remembersWhoMaySeeIt() {
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    assertEquals(Reach.EVERYONE, stored().seenBy());
    presences().showTo(user, Reach.CONTACTS);
    presences().touch(user, LAPTOP, DEVICE, T0, T0.plusSeconds(10));
    presences().forget(user, PHONE);
    presences().shareReceipts(user, false);
    assertEquals(Reach.CONTACTS, stored().seenBy());
    assertEquals(Map.of(LAPTOP, new Socket(DEVICE, T0)), stored().connections());
  }

  @Test
  void whatIsSetBeforeTheFirstConnectionHolds() {
    presences().shareReceipts(user, false);
    presences().showTo(user, Reach.NOBODY);
    assertEquals(new Presence(user, Map.of(), Instant.EPOCH, Instant.EPOCH, false, Reach.NOBODY), stored());
    presences().touch(user, PHONE, DEVICE, T0, T0.plusSeconds(10));
    assertEquals(new Presence(user, Map.of(PHONE, new Socket(DEVICE, T0)), T0, T0.plusSeconds(10), false, Reach.NOBODY),
        stored());
  }
}
