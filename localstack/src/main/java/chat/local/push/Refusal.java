package chat.local.push;

/**
 * SNS says no, in its own words where they are known. The codes and their statuses:
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
final class Refusal extends RuntimeException {
  private final int status;
  private final String code;

  Refusal(int status, String code, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal invalid(String sentence) {
    return new Refusal(400, "InvalidParameter", "Invalid parameter: " + sentence);
  }

  static Refusal invalid(String parameter, String reason) {
    return invalid(parameter + " Reason: " + reason);
  }

  static Refusal notFound(String what) {
    return new Refusal(404, "NotFound", what + " does not exist");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
