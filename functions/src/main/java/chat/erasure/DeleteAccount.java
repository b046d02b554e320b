package chat.erasure;

import chat.identity.Accounts;
import chat.model.Standing;
import chat.model.UserId;
import chat.session.EndSockets;
import chat.wire.ServerEvent.Ended.Reason;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Closes an account for good, and orders that all of it is erased. The order comes first: after a crash the job closes the
 * account itself, so nobody is left half deleted.
 */
public final class DeleteAccount {
  private final Accounts accounts;
  private final EndSockets endSockets;
  private final Erasures erasures;
  private final InstantSource clock;

  public DeleteAccount(Accounts accounts, EndSockets endSockets, Erasures erasures, InstantSource clock) {
    this.accounts = accounts;
    this.endSockets = endSockets;
    this.erasures = erasures;
    this.clock = clock;
  }

  public void delete(UserId userId) {
    erasures.put(new Erasure(userId, clock.instant(), Optional.empty()), EraseAccount.UNDER_WAY);
    accounts.setStanding(userId, Standing.DELETED);
    endSockets.all(userId, Reason.ACCOUNT_DELETED);
  }
}
