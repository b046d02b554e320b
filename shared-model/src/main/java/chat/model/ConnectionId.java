package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** What the gateway calls an open socket, such as {@code KVmb8fjMIAMCFgQ=}. Base64, so it is URL-encoded in a path. */
public record ConnectionId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/_=-]{1,128}");

  public ConnectionId {
    require(FORM.matcher(value).matches(), "A connection id has 1 to 128 characters of base64.");
  }

  @Override
  public String toString() {
    return value;
  }
}
