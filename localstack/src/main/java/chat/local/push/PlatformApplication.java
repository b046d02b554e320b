package chat.local.push;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An app, as a platform knows it.
 *
 * @param attributes as they were set, secrets included, with {@code Enabled}
 */
record PlatformApplication(Platform platform, String name, Map<String, String> attributes) {
  private static final String ENABLED = "Enabled";
  private static final String CREDENTIAL = "PlatformCredential";
  private static final String PRINCIPAL = "PlatformPrincipal";
  private static final Set<String> SECRET = Set.of(CREDENTIAL, PRINCIPAL);

  /** https://docs.aws.amazon.com/sns/latest/api/API_SetPlatformApplicationAttributes.html */
  private static final Set<String> KNOWN = Set.of(ENABLED, CREDENTIAL, PRINCIPAL, "EventEndpointCreated",
      "EventEndpointDeleted", "EventEndpointUpdated", "EventDeliveryFailure", "SuccessFeedbackRoleArn",
      "FailureFeedbackRoleArn", "SuccessFeedbackSampleRate", "ApplePlatformTeamID", "ApplePlatformBundleID");

  PlatformApplication {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  static PlatformApplication created(Platform platform, String name, Map<String, String> attributes) {
    if (attributes.getOrDefault(CREDENTIAL, "").isEmpty()) {
      throw Refusal.invalid("Attributes", "PlatformCredential is required");
    }
    if (platform.isApple() && attributes.getOrDefault(PRINCIPAL, "").isEmpty()) {
      throw Refusal.invalid("Attributes", "PlatformCredential attribute provided without PlatformPrincipal");
    }
    return new PlatformApplication(platform, name, Map.of(ENABLED, "true")).with(attributes);
  }

  PlatformApplication with(Map<String, String> more) {
    more.keySet().stream().filter(attribute -> !KNOWN.contains(attribute)).findFirst().ifPresent(unknown -> {
      throw Refusal.invalid("Attributes", "Invalid attribute name: " + unknown);
    });
    PlatformEndpoint.checkEnabled(more.get(ENABLED));
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.putAll(more);
    return new PlatformApplication(platform, name, all);
  }

  String arn() {
    return Arns.application(platform, name);
  }

  boolean isEnabled() {
    return Boolean.parseBoolean(attributes.get(ENABLED));
  }

  /** SNS never gives secrets back. */
  Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>(attributes);
    shown.keySet().removeAll(SECRET);
    return shown;
  }
}
