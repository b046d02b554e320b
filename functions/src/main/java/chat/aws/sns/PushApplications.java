package chat.aws.sns;

import chat.model.PushPlatform;
import java.util.Optional;

/** The ARNs of SNS's platform applications; none for a platform that the stage has no credentials of. */
public record PushApplications(Optional<String> apns, Optional<String> apnsSandbox, Optional<String> fcm) {
  /** No notifications at all. */
  public static final PushApplications NONE = new PushApplications(Optional.empty(), Optional.empty(),
      Optional.empty());

  Optional<String> of(PushPlatform platform) {
    return switch (platform) {
      case APNS -> apns;
      case APNS_SANDBOX -> apnsSandbox;
      case FCM -> fcm;
    };
  }
}
