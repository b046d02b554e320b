package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** What a client calls the device that it runs on, one name for all its sockets: 1 to 64 characters. */
public record DeviceId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  /** A device that did not say its name. */
  public static final DeviceId DEFAULT = new DeviceId("default");

  public DeviceId {
    require(FORM.matcher(value).matches(), "A device id has 1 to 64 letters, digits, dots, hyphens and underscores.");
  }

  @Override
  public String toString() {
    return value;
  }
}
