package chat.entrypoint;

import chat.aws.sns.PushApplications;
import chat.presence.Lease;
import chat.topology.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stage decides, read once from the environment. */
public record Settings(String stage, URI connectionsEndpoint, String tokenIssuer, String tokenAudience,
    URI tokenJwksUri, Lease lease, URI fanOutQueue, URI retryQueue, URI erasureQueue, URI presenceQueue,
    URI pushQueue, PushApplications pushApplications, int expressMembers) {
  /** Stands for a platform application that the stage does not have. */
  private static final String NONE = "none";
  private static final int MOST_EXPRESS_MEMBERS = 100;

  /** Throws IllegalStateException with a sentence that names every missing or unreadable variable. */
  public static Settings from(Map<String, String> environment) {
    List<Setting> missing = Arrays.stream(Setting.values())
        .filter(setting -> environment.getOrDefault(setting.name(), "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("Missing environment variables: " + missing);
    }
    Lease lease = new Lease(seconds(environment, Setting.HEARTBEAT_SECONDS),
        seconds(environment, Setting.LEASE_SECONDS), seconds(environment, Setting.IDLE_HEARTBEAT_SECONDS),
        seconds(environment, Setting.GRACE_SECONDS));
    return new Settings(read(environment, Setting.STAGE), uri(environment, Setting.CONNECTIONS_ENDPOINT),
        read(environment, Setting.TOKEN_ISSUER), read(environment, Setting.TOKEN_AUDIENCE),
        uri(environment, Setting.TOKEN_JWKS_URI), lease, uri(environment, Setting.FAN_OUT_QUEUE),
        uri(environment, Setting.RETRY_QUEUE), uri(environment, Setting.ERASURE_QUEUE),
        uri(environment, Setting.PRESENCE_QUEUE), uri(environment, Setting.PUSH_QUEUE),
        new PushApplications(arn(environment, Setting.APNS_APPLICATION),
            arn(environment, Setting.APNS_SANDBOX_APPLICATION), arn(environment, Setting.FCM_APPLICATION)),
        expressMembers(environment));
  }

  private static String read(Map<String, String> environment, Setting setting) {
    return environment.getOrDefault(setting.name(), "");
  }

  private static URI uri(Map<String, String> environment, Setting setting) {
    URI uri = URI.create(read(environment, setting));
    if (!uri.isAbsolute()) {
      throw new IllegalStateException(setting + " must be an absolute URI.");
    }
    return uri;
  }

  private static Optional<String> arn(Map<String, String> environment, Setting setting) {
    String arn = read(environment, setting);
    if (!arn.equals(NONE) && !arn.startsWith("arn:")) {
      throw new IllegalStateException(setting + " must be an ARN or none.");
    }
    return Optional.of(arn).filter(value -> !value.equals(NONE));
  }

  private static Duration seconds(Map<String, String> environment, Setting setting) {
    try {
      return Duration.ofSeconds(Integer.parseUnsignedInt(read(environment, setting)));
    } catch (NumberFormatException notANumber) {
      throw new IllegalStateException(setting + " must be a whole number of seconds.", notANumber);
    }
  }

  private static int expressMembers(Map<String, String> environment) {
    try {
      int members = Integer.parseUnsignedInt(read(environment, Setting.EXPRESS_MEMBERS));
      if (members <= MOST_EXPRESS_MEMBERS) {
        return members;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new IllegalStateException(
        Setting.EXPRESS_MEMBERS + " must be a whole number from 0 to " + MOST_EXPRESS_MEMBERS + ".");
  }
}
