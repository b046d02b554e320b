package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which others find a user: 3 to 30 letters a to z, digits and _, first a letter; in whatever case it is typed.
 * ASCII only, since every other alphabet has letters that look like these.
 */
public record Handle(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{2,29}");

  public Handle {
    require(FORM.matcher(value).matches(),
        "A handle has 3 to 30 letters a to z, digits and _, and begins with a letter.");
    value = value.toLowerCase(Locale.ROOT);
  }

  /**
   * What all handles share that look alike, so that only one of them can be had: the lookalikes of Unicode's UTS #39 as far
   * as they are within a handle's characters, 0 as o besides, and without _.
   */
  public String skeleton() {
    return value.replace("_", "").replace('0', 'o').replace('1', 'l').replace("m", "rn");
  }

  @Override
  public String toString() {
    return value;
  }
}
