package chat.local.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tracing header that Lambda gives a function with each event and the SDK sends on with each call
 * (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader). Made from the request
 * id, so that a call tells by which invocation it was made.
 */
final class TraceId {
  private static final Pattern ROOT = Pattern
      .compile("Root=1-(\\p{XDigit}{8})-(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12}).*");

  private TraceId() {}

  /** {@code requestId}: a UUID. */
  static String of(String requestId) {
    String digits = requestId.replace("-", "");
    return "Root=1-" + digits.substring(0, 8) + "-" + digits.substring(8) + ";Parent=" + digits.substring(0, 16)
        + ";Sampled=0";
  }

  /** Nothing if the header is not one of these. */
  static Optional<String> requestId(String header) {
    Matcher root = ROOT.matcher(header);
    return root.matches()
        ? Optional.of(String.join("-", root.group(1), root.group(2), root.group(3), root.group(4), root.group(5)))
        : Optional.empty();
  }
}
