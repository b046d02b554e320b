package chat.local.push;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An app on a device. */
record PlatformEndpoint(String arn, String applicationArn, Platform platform, String token, boolean enabled,
    Optional<String> customUserData) {
  static final int MAX_CUSTOM_USER_DATA_BYTES = 2048;

  private static final String ENABLED = "Enabled";
  private static final String TOKEN = "Token";
  private static final String CUSTOM_USER_DATA = "CustomUserData";
  private static final Set<String> KNOWN = Set.of(ENABLED, TOKEN, CUSTOM_USER_DATA);

  /** https://docs.aws.amazon.com/sns/latest/api/API_SetEndpointAttributes.html */
  PlatformEndpoint with(Map<String, String> attributes) {
    attributes.keySet().stream().filter(attribute -> !KNOWN.contains(attribute)).findFirst().ifPresent(unknown -> {
      throw Refusal.invalid("Attributes", "Invalid attribute name: " + unknown);
    });
    String newToken = attributes.getOrDefault(TOKEN, token);
    platform.checkToken(newToken);
    String enabledOrNot = attributes.get(ENABLED);
    checkEnabled(enabledOrNot);
    String data = attributes.getOrDefault(CUSTOM_USER_DATA, customUserData.orElse(""));
    if (Text.bytes(data) > MAX_CUSTOM_USER_DATA_BYTES) {
      throw Refusal.invalid("Attributes",
          "Invalid value for attribute: CustomUserData: must be at most 2048 bytes long in UTF-8 encoding");
    }
    return new PlatformEndpoint(arn, applicationArn, platform, newToken,
        enabledOrNot == null ? enabled : Boolean.parseBoolean(enabledOrNot),
        Optional.of(data).filter(text -> !text.isEmpty()));
  }

  static void checkEnabled(@Nullable String value) {
    if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw Refusal.invalid("Attributes", "Invalid value for attribute: Enabled: must be true or false");
    }
  }

  PlatformEndpoint disabled() {
    return new PlatformEndpoint(arn, applicationArn, platform, token, false, customUserData);
  }

  Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>(Map.of(ENABLED, Boolean.toString(enabled), TOKEN, token));
    customUserData.ifPresent(data -> attributes.put(CUSTOM_USER_DATA, data));
    return attributes;
  }
}
