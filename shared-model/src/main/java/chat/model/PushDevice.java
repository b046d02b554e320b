package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A device that notifications are brought to.
 *
 * @param endpoint what SNS calls it
 * @param appVersion of the app on it, in visible ASCII
 * @param locale in which it speaks to its user (BCP 47)
 * @param preview whether a notification may show who wrote and what
 */
public record PushDevice(DeviceId device, PushPlatform platform, String endpoint, String appVersion, Locale locale,
    boolean preview, Optional<QuietHours> quietHours) {
  private static final Pattern VERSION = Pattern.compile("[!-~](?:[ -~]{0,48}[!-~])?");

  public PushDevice {
    require(VERSION.matcher(appVersion).matches(), "Field appVersion has 1 to 50 characters of visible ASCII.");
    require(!locale.getLanguage().isEmpty(), "Field locale is like en-GB.");
  }
}
