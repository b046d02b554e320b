package chat.session;

import chat.identity.Accounts;
import chat.model.Standing;
import chat.model.UserId;
import chat.wire.ServerEvent.Ended.Reason;

/** An operator locks a user out, or lets them in again. Doing it twice is the same as once. */
public final class Suspend {
  private final Accounts accounts;
  private final EndSockets endSockets;

  public Suspend(Accounts accounts, EndSockets endSockets) {
    this.accounts = accounts;
    this.endSockets = endSockets;
  }

  /** Returns when none of the user's sockets is open. Returns false if the account is deleted. */
  public boolean suspend(UserId userId) {
    boolean done = accounts.setStanding(userId, Standing.SUSPENDED);
    endSockets.all(userId, Reason.SUSPENDED);
    return done;
  }

  /** Returns false if the account is deleted. */
  public boolean restore(UserId userId) {
    return accounts.setStanding(userId, Standing.ACTIVE);
  }
}
