package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** What a client calls one action; it comes back in the answer. */
public record RequestId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public RequestId {
    require(FORM.matcher(value).matches(), "A requestId has 1 to 64 letters, digits and . _ -");
  }

  @Override
  public String toString() {
    return value;
  }
}
