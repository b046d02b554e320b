package chat.aws.sns;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/** SNS's platform applications, which are made at a deployment. */
public final class PlatformApplications {
  private static final Map<String, String> ENABLED = Map.of("Enabled", "true");

  private final SnsClient client;

  public PlatformApplications(SnsClient client) {
    this.client = client;
  }

  /** Returns its ARN. {@code platform}: as SNS calls it. */
  public String create(String platform, String name, PlatformCredentials credentials) {
    return client.createPlatformApplication(
        request -> request.platform(platform).name(name).attributes(credentials.attributes()))
        .platformApplicationArn();
  }

  /** SNS disables an application whose credentials the platform refuses, so with new ones it is enabled again. */
  public void renew(String arn, PlatformCredentials credentials) {
    Map<String, String> attributes = new HashMap<>(credentials.attributes());
    attributes.putAll(ENABLED);
    client.setPlatformApplicationAttributes(request -> request.platformApplicationArn(arn).attributes(attributes));
  }

  /** With all its endpoints. Safe for one that is not there. */
  public void delete(String arn) {
    client.deletePlatformApplication(request -> request.platformApplicationArn(arn));
  }
}
