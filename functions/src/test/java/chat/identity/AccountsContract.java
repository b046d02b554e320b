package chat.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
public abstract class AccountsContract {
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private final UserId user = new UserId("user-" + UUID.randomUUID());

  protected abstract Accounts accounts();

  @Test
  void opensAnAccountOnce() {
    assertEquals(Map.of(), accounts().find(List.of(user)));
    assertEquals(Account.fresh(user), accounts().open(user));
    accounts().setWriters(user, Reach.CONTACTS);
    Account changed = new Account(user, Standing.ACTIVE, Instant.EPOCH, Reach.CONTACTS);
    assertEquals(changed, accounts().open(user));
    assertEquals(Map.of(user, changed), accounts().find(List.of(user)));
  }

  @Test
  void suspendsAndRestoresAlsoWhoNeverCame() {
    assertTrue(accounts().setStanding(user, Standing.SUSPENDED));
    assertEquals(new Account(user, Standing.SUSPENDED, Instant.EPOCH, Reach.EVERYONE), accounts().open(user));
    assertTrue(accounts().setStanding(user, Standing.ACTIVE));
    assertEquals(Account.fresh(user), accounts().open(user));
  }

  @Test
  void theDeletedStayDeletedAndHaveNothingElse() {
    accounts().signOut(user, T0);
    accounts().setWriters(user, Reach.CONTACTS);
    assertTrue(accounts().setStanding(user, Standing.DELETED));
    assertTrue(accounts().setStanding(user, Standing.DELETED));
    assertFalse(accounts().setStanding(user, Standing.ACTIVE));
    assertFalse(accounts().setStanding(user, Standing.SUSPENDED));
    assertEquals(new Account(user, Standing.DELETED, Instant.EPOCH, Reach.EVERYONE), accounts().open(user));
  }

  @Test
  void signingOutOnlyMovesForward() {
    accounts().signOut(user, T0);
    accounts().signOut(user, T0.minusSeconds(1));
    assertEquals(T0, accounts().open(user).signedOutAt());
    accounts().signOut(user, T0.plusSeconds(1));
    assertEquals(T0.plusSeconds(1), accounts().open(user).signedOutAt());
  }

  @Test
  void findsMoreUsersThanOneBatchHolds() {
    List<UserId> users = new ArrayList<>();
    IntStream.range(0, 230).mapToObj(number -> new UserId(user + "." + number)).forEach(users::add);
    users.forEach(accounts()::open);
    users.add(user);
    assertEquals(230, accounts().find(users).size());
  }
}
