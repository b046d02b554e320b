package chat.presence;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every presence store does. */
public abstract class PresencesContract {
  private static final ConnectionId PHONE = new ConnectionId("KVmb8fjMIAMCFgQ=");
  private static final ConnectionId LAPTOP = new ConnectionId("a+/b_-c=");
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private final UserId user = new UserId("user-" + UUID.randomUUID());

  protected abstract Presences presences();

  private Presence stored() {
    return requireNonNull(presences().find(List.of(user)).get(user));
  }

  @Test
  void notesEveryDeviceAndRenewsTheLease() {
    presences().touch(user, PHONE, T0, T0.plusSeconds(10));
    presences().touch(user, LAPTOP, T0.plusSeconds(1), T0.plusSeconds(11));
    presences().touch(user, PHONE, T0.plusSeconds(5), T0.plusSeconds(15));
    assertEquals(new Presence(user, Map.of(PHONE, T0, LAPTOP, T0.plusSeconds(1)), T0.plusSeconds(5),
        T0.plusSeconds(15), true), stored());
  }

  @Test
  void forgetsOneDeviceAndLeavesTheOthers() {
    presences().touch(user, PHONE, T0, T0.plusSeconds(10));
    presences().touch(user, LAPTOP, T0, T0.plusSeconds(10));
    presences().forget(user, PHONE);
    presences().forget(user, PHONE);
    assertEquals(Map.of(LAPTOP, T0), stored().connections());
    presences().forget(user, LAPTOP);
    assertEquals(Map.of(), stored().connections());
    presences().touch(user, PHONE, T0.plusSeconds(2), T0.plusSeconds(12));
    assertEquals(Map.of(PHONE, T0.plusSeconds(2)), stored().connections());
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
    users.forEach(each -> presences().touch(each, PHONE, T0, T0.plusSeconds(10)));
    users.add(user);
    assertEquals(230, presences().find(users).size());
  }

  @Test
  void remembersWhetherReceiptsAreShared() {
    presences().shareReceipts(user, false);
    assertEquals(Map.of(), presences().find(List.of(user)));
    presences().touch(user, PHONE, T0, T0.plusSeconds(10));
    presences().shareReceipts(user, false);
    presences().touch(user, LAPTOP, T0, T0.plusSeconds(10));
    assertEquals(false, stored().sharesReceipts());
    presences().shareReceipts(user, true);
    assertEquals(true, stored().sharesReceipts());
  }
}
