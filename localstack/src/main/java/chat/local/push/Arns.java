package chat.local.push;

/** The names of what SNS keeps, in the account and region that the other local engines are in. */
final class Arns {
  private static final String PREFIX = "arn:aws:sns:us-east-1:000000000000:";

  private Arns() {}

  static String application(Platform platform, String name) {
    return PREFIX + "app/" + platform + "/" + name;
  }

  static String endpoint(PlatformApplication application, String id) {
    return PREFIX + "endpoint/" + application.platform() + "/" + application.name() + "/" + id;
  }
}
