package chat.push;

import chat.model.DeviceId;
import chat.model.PushPlatform;
import chat.model.UserId;

/** What brings notifications to devices. */
public interface PushService {
  /** Whose device an endpoint is. */
  record Owner(UserId userId, DeviceId device) {}

  /** What became of a registration. */
  sealed interface Registration {
    record Registered(String endpoint) implements Registration {}

    /** The platform has no such tokens. */
    record BadToken() implements Registration {}

    /** The stage has no credentials for that platform. */
    record Off() implements Registration {}
  }

  /** Makes an endpoint for the token, or enables the one that there is and hands it over. */
  Registration register(PushPlatform platform, String token, Owner owner, Handover handover);

  /** What is done before an endpoint becomes another's: should it fail, the endpoint is still the former owner's. */
  @FunctionalInterface
  interface Handover {
    void from(Owner previous, String endpoint);
  }

  /** Safe for one that is not there. */
  void remove(String endpoint);

  Outcome publish(String endpoint, PushPlatform platform, Notice notice);

  /** What became of a notification. */
  enum Outcome {
    PUBLISHED,
    /** The platform does not know the device any more. */
    GONE,
    /** It will never be taken; the reason is logged. */
    REFUSED,
    /** Throttled or a fault: worth another try. */
    FAILED
  }
}
