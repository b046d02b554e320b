package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** Who somebody is: the subject of their token (OpenID Connect Core, section 2). 1 to 128 characters. */
public record UserId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._|:@-]{0,127}");

  public UserId {
    require(FORM.matcher(value).matches(),
        "A user id has 1 to 128 letters, digits and . _ | : @ - and starts with a letter or digit.");
  }

  @Override
  public String toString() {
    return value;
  }
}
