package chat.aws.sns;

import chat.json.JsonObject;
import java.util.Map;

/**
 * By what a platform knows that SNS speaks for the app.
 *
 * @param attributes as SNS calls them: https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html
 */
public record PlatformCredentials(Map<String, String> attributes) {
  private static final String GOOGLE = "GCM";

  public PlatformCredentials {
    attributes = Map.copyOf(attributes);
  }

  /**
   * From a secret: for Apple's platforms {@code {"signingKey":…,"keyId":…,"teamId":…,"bundleId":…}}, for Google's the file
   * of a service account as it is. Throws JsonException if it is neither.
   */
  public static PlatformCredentials of(String platform, String secret) {
    JsonObject json = JsonObject.parse(secret);
    if (platform.equals(GOOGLE)) {
      json.text("private_key");
      return new PlatformCredentials(Map.of("PlatformCredential", secret));
    }
    return new PlatformCredentials(Map.of("PlatformCredential", json.text("signingKey"), "PlatformPrincipal",
        json.text("keyId"), "ApplePlatformTeamID", json.text("teamId"), "ApplePlatformBundleID",
        json.text("bundleId")));
  }

  /** Never what they are. */
  @Override
  public String toString() {
    return "PlatformCredentials" + attributes.keySet();
  }
}
