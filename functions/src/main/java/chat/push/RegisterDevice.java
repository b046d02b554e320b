package chat.push;

import chat.model.DeviceId;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import chat.model.UserId;
import chat.push.PushService.Owner;
import chat.push.PushService.Registration.BadToken;
import chat.push.PushService.Registration.Off;
import chat.push.PushService.Registration.Registered;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Registers devices for notifications. An app does so at each start, for its token may have changed; a token that comes from
 * another user's device moves, so that nobody hears of somebody else's messages on a device that changed hands.
 */
public final class RegisterDevice {
  private final PushDevices devices;
  private final PushService service;

  public RegisterDevice(PushDevices devices, PushService service) {
    this.devices = devices;
    this.service = service;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Registered(PushDevice device) implements Outcome {}

    /** The stage tells nothing to devices of that platform. */
    record PushOff() implements Outcome {}

    record BadToken() implements Outcome {}

    /** The user has as many devices as there may be. */
    record LimitReached() implements Outcome {}
  }

  /** Safe to run again. */
  public Outcome register(UserId userId, DeviceId device, PushPlatform platform, String token, String appVersion,
      Locale locale, boolean preview, Optional<QuietHours> quietHours) {
    Owner owner = new Owner(userId, device);
    return switch (service.register(platform, token, owner,
        (previous, endpoint) -> devices.remove(previous.userId(), previous.device(), endpoint))) {
      case Off() -> new Outcome.PushOff();
      case BadToken() -> new Outcome.BadToken();
      case Registered(String endpoint) ->
        keep(userId, new PushDevice(device, platform, endpoint, appVersion, locale, preview, quietHours));
    };
  }

  private Outcome keep(UserId userId, PushDevice device) {
    Optional<PushDevice> before = find(userId, device.device());
    if (!devices.put(userId, device)) {
      service.remove(device.endpoint());
      return new Outcome.LimitReached();
    }
    before.map(PushDevice::endpoint).filter(old -> !old.equals(device.endpoint())).ifPresent(service::remove);
    return new Outcome.Registered(device);
  }

  private Optional<PushDevice> find(UserId userId, DeviceId device) {
    return devices.current(userId).stream().filter(known -> known.device().equals(device)).findFirst();
  }

  public List<PushDevice> list(UserId userId) {
    return devices.current(userId);
  }

  /** The device is told nothing any more. Safe to run again. */
  public void unregister(UserId userId, DeviceId device) {
    find(userId, device).ifPresent(known -> {
      devices.remove(userId, device, known.endpoint());
      service.remove(known.endpoint());
    });
  }

  /** None of the user's devices is. Safe to run again. */
  public void unregisterAll(UserId userId) {
    List<PushDevice> all = devices.current(userId);
    devices.removeAll(userId);
    all.forEach(known -> service.remove(known.endpoint()));
  }
}
