package chat.local.push;

import java.util.regex.Pattern;

/**
 * What goes beside a message, such as {@code AWS.SNS.MOBILE.APNS.PUSH_TYPE}.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 *
 * @param type  {@code String}, {@code Number} or {@code Binary}, or one of these with a dot and more
 * @param value base64 if the type is binary
 */
public record MessageAttribute(String type, String value) {
  private static final Pattern NAME = Pattern.compile("(?!.*\\.\\.)(?!\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

  static MessageAttribute checked(String name, String type, String text, String binary) {
    if (!NAME.matcher(name).matches()) {
      throw refusal("Invalid message attribute name: " + name);
    }
    if (!TYPE.matcher(type).matches()) {
      throw refusal("The message attribute '" + name + "' has an invalid message attribute type, the set of supported"
          + " type prefixes is Binary, Number, and String.");
    }
    String value = type.startsWith("Binary") ? binary : text;
    if (value.isEmpty()) {
      throw refusal("The message attribute '" + name + "' must contain non-empty message attribute value for message"
          + " attribute type '" + type + "'.");
    }
    return new MessageAttribute(type, value);
  }

  private static Refusal refusal(String sentence) {
    return new Refusal(400, "ParameterValueInvalid", sentence);
  }
}
