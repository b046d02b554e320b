package chat.model;

import static chat.model.InvalidValueException.require;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** A time of the day at which a device is not to be disturbed; over midnight when it ends before it begins. */
public record QuietHours(LocalTime from, LocalTime until, ZoneId timeZone) {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  public QuietHours {
    require(!from.equals(until), "Quiet hours begin and end at different times.");
  }

  /** From times such as {@code 22:00} and a name of the tz database such as {@code Europe/Berlin}. */
  public static QuietHours of(String from, String until, String timeZone) {
    require(ZoneId.getAvailableZoneIds().contains(timeZone), "Field timeZone is like Europe/Berlin.");
    return new QuietHours(time("from", from), time("until", until), ZoneId.of(timeZone));
  }

  private static LocalTime time(String field, String text) {
    require(TIME.matcher(text).matches(), "Field " + field + " is a time of the day, like 22:00.");
    return LocalTime.parse(text);
  }

  public boolean include(Instant instant) {
    LocalTime time = instant.atZone(timeZone).toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(until);
    return from.isBefore(until) ? begun && !over : begun || !over;
  }
}
