package chat.session;

import chat.identity.Accounts;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.push.RegisterDevice;
import chat.wire.ServerEvent.Ended.Reason;
import java.time.InstantSource;

/** A user signs out. */
public final class SignOut {
  private final Accounts accounts;
  private final EndSockets endSockets;
  private final RegisterDevice registerDevice;
  private final InstantSource clock;

  public SignOut(Accounts accounts, EndSockets endSockets, RegisterDevice registerDevice, InstantSource clock) {
    this.accounts = accounts;
    this.endSockets = endSockets;
    this.registerDevice = registerDevice;
    this.clock = clock;
  }

  /** Ends the device's sockets, and tells it nothing any more. Its token is the issuer's to take back. */
  public void device(UserId userId, DeviceId device) {
    endSockets.ofDevice(userId, device, Reason.SIGNED_OUT);
    registerDevice.unregister(userId, device);
  }

  /** Ends all sockets, and tells no device anything any more; tokens and tickets from before are worth nothing. */
  public void everywhere(UserId userId) {
    accounts.signOut(userId, clock.instant());
    endSockets.all(userId, Reason.SIGNED_OUT);
    registerDevice.unregisterAll(userId);
  }
}
