package chat.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.identity.Admission.Verdict;
import chat.model.Account;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final UserId ALICE = new UserId("alice");
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private final InMemoryAccounts accounts = new InMemoryAccounts();
  private final Admission admission = new Admission(accounts);

  @Test
  void whoeverComesFirstGetsAnAccount() {
    assertEquals(Verdict.ADMITTED, admission.admit(ALICE, T0));
    assertEquals(Map.of(ALICE, Account.fresh(ALICE)), accounts.find(List.of(ALICE)));
  }

  @Test
  void theSuspendedAndTheDeletedStayOutside() {
    accounts.setStanding(ALICE, Standing.SUSPENDED);
    assertEquals(Verdict.SUSPENDED, admission.admit(ALICE, T0));
    accounts.setStanding(ALICE, Standing.ACTIVE);
    assertEquals(Verdict.ADMITTED, admission.admit(ALICE, T0));
    accounts.setStanding(ALICE, Standing.DELETED);
    assertEquals(Verdict.DELETED, admission.admit(ALICE, T0));
  }

  /** A token of the very second may be from before: the user signs in once more. */
  @Test
  void signingOutEverywhereEndsOlderTokens() {
    accounts.signOut(ALICE, T0.plusMillis(500));
    assertEquals(Verdict.SIGNED_OUT, admission.admit(ALICE, T0.minusSeconds(1)));
    assertEquals(Verdict.SIGNED_OUT, admission.admit(ALICE, T0));
    assertEquals(Verdict.ADMITTED, admission.admit(ALICE, T0.plusSeconds(1)));
  }
}
