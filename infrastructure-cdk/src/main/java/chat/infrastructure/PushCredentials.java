package chat.infrastructure;

import chat.model.PushPlatform;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.constructs.Node;

/**
 * Where the credentials of the platforms are, as the context says.
 *
 * @param secrets the ARN of a secret in Secrets Manager for each platform that the stage pushes to
 * @param version of what is in the secrets: another has the deployment read them again
 */
record PushCredentials(Map<PushPlatform, String> secrets, String version) {
  private static final Pattern SECRET = Pattern
      .compile("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+-\\w{6}");

  PushCredentials {
    secrets = Collections.unmodifiableMap(new EnumMap<>(secrets));
  }

  static PushCredentials from(Node node) {
    Map<PushPlatform, String> secrets = new EnumMap<>(PushPlatform.class);
    for (PushPlatform platform : PushPlatform.values()) {
      secret(node, contextKey(platform)).ifPresent(arn -> secrets.put(platform, arn));
    }
    Object version = node.tryGetContext("pushCredentials");
    return new PushCredentials(secrets, version == null ? "1" : version.toString());
  }

  private static String contextKey(PushPlatform platform) {
    return switch (platform) {
      case APNS -> "apnsSecret";
      case APNS_SANDBOX -> "apnsSandboxSecret";
      case FCM -> "fcmSecret";
    };
  }

  private static Optional<String> secret(Node node, String key) {
    Object arn = node.tryGetContext(key);
    if (arn != null && !SECRET.matcher(arn.toString()).matches()) {
      throw new InvalidContextException("The context " + key
          + " must be the whole ARN of a secret in Secrets Manager, with the six characters at its end.");
    }
    return Optional.ofNullable(arn).map(Object::toString);
  }
}
