package chat.local.push;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** The names of what SNS keeps, in the account and region that the other local engines are in. */
final class Arns {
  private static final String PREFIX = "arn:aws:sns:us-east-1:000000000000:";

  private Arns() {}

  /** What a request is about; empty if it names nothing. */
  static String in(SdkRequest request) {
    return Stream.of("PlatformApplicationArn", "EndpointArn", "TargetArn")
        .map(field -> request.getValueForField(field, String.class)).flatMap(Optional::stream).findFirst().orElse("");
  }

  static String application(Platform platform, String name) {
    return PREFIX + "app/" + platform + "/" + name;
  }

  static String endpoint(PlatformApplication application, String id) {
    return PREFIX + "endpoint/" + application.platform() + "/" + application.name() + "/" + id;
  }
}
