package chat.session;

import chat.identity.Accounts;
import chat.model.Standing;
import chat.model.UserId;
import chat.push.RegisterDevice;
import chat.wire.ServerEvent.Ended.Reason;

/** An operator locks a user out, or lets them in again. Doing it twice is the same as once. */
public final class Suspend {
  private final Accounts accounts;
  private final EndSockets endSockets;
  private final RegisterDevice registerDevice;

  public Suspend(Accounts accounts, EndSockets endSockets, RegisterDevice registerDevice) {
    this.accounts = accounts;
    this.endSockets = endSockets;
    this.registerDevice = registerDevice;
  }

  /** Returns when none of the user's sockets is open, and no device is told anything any more. Returns false if the account is deleted. */
  public boolean suspend(UserId userId) {
    boolean done = accounts.setStanding(userId, Standing.SUSPENDED);
    endSockets.all(userId, Reason.SUSPENDED);
    registerDevice.unregisterAll(userId);
    return done;
  }

  /** Returns false if the account is deleted. */
  public boolean restore(UserId userId) {
    return accounts.setStanding(userId, Standing.ACTIVE);
  }
}
