package chat.session;

import chat.identity.Accounts;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.wire.ServerEvent.Ended.Reason;
import java.time.InstantSource;

/** A user signs out. */
public final class SignOut {
  private final Accounts accounts;
  private final EndSockets endSockets;
  private final InstantSource clock;

  public SignOut(Accounts accounts, EndSockets endSockets, InstantSource clock) {
    this.accounts = accounts;
    this.endSockets = endSockets;
    this.clock = clock;
  }

  /** Ends the device's sockets. Its token is the issuer's to take back. */
  public void device(UserId userId, DeviceId device) {
    endSockets.ofDevice(userId, device, Reason.SIGNED_OUT);
  }

  /** Ends all sockets; tokens and tickets from before are worth nothing. */
  public void everywhere(UserId userId) {
    accounts.signOut(userId, clock.instant());
    endSockets.all(userId, Reason.SIGNED_OUT);
  }
}
