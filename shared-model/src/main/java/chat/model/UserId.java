package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** Who somebody is: the subject of their token (OpenID Connect Core, section 2). 1 to 255 characters of ASCII. */
public record UserId(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  public UserId {
    require(FORM.matcher(value).matches(),
        "A user id has 1 to 255 printable ASCII characters and no space.");
  }

  @Override
  public String toString() {
    return value;
  }
}
