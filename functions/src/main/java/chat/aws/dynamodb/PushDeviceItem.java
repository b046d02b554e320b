package chat.aws.dynamodb;

import chat.model.DeviceId;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A device in a row of Devices. {@code hidden} is 1 or absent; quiet hours are times of the day, or absent. */
record PushDeviceItem(String platform, String endpoint, String appVersion, String locale, @Nullable Integer hidden,
    @Nullable String quietFrom, @Nullable String quietUntil, @Nullable String timeZone) {

  static final StaticImmutableTableSchema<PushDeviceItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(PushDeviceItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class,
          a -> a.name("platform").getter(PushDeviceItem::platform).setter((b, value) -> b.platform = value))
      .addAttribute(String.class,
          a -> a.name("endpoint").getter(PushDeviceItem::endpoint).setter((b, value) -> b.endpoint = value))
      .addAttribute(String.class,
          a -> a.name("appVersion").getter(PushDeviceItem::appVersion).setter((b, value) -> b.appVersion = value))
      .addAttribute(String.class,
          a -> a.name("locale").getter(PushDeviceItem::locale).setter((b, value) -> b.locale = value))
      .addAttribute(Integer.class,
          a -> a.name("hidden").getter(PushDeviceItem::hidden).setter((b, value) -> b.hidden = value))
      .addAttribute(String.class,
          a -> a.name("quietFrom").getter(PushDeviceItem::quietFrom).setter((b, value) -> b.quietFrom = value))
      .addAttribute(String.class,
          a -> a.name("quietUntil").getter(PushDeviceItem::quietUntil).setter((b, value) -> b.quietUntil = value))
      .addAttribute(String.class,
          a -> a.name("timeZone").getter(PushDeviceItem::timeZone).setter((b, value) -> b.timeZone = value))
      .build();

  static PushDeviceItem of(PushDevice device) {
    Optional<QuietHours> quiet = device.quietHours();
    return new PushDeviceItem(device.platform().name(), device.endpoint(), device.appVersion(),
        device.locale().toLanguageTag(), device.preview() ? null : 1, quiet.map(hours -> hours.from().toString())
            .orElse(null),
        quiet.map(hours -> hours.until().toString()).orElse(null),
        quiet.map(hours -> hours.timeZone().getId()).orElse(null));
  }

  PushDevice toDevice(DeviceId device) {
    return new PushDevice(device, PushPlatform.valueOf(platform), endpoint, appVersion, Locale.forLanguageTag(locale),
        hidden == null, quietFrom == null || quietUntil == null || timeZone == null
            ? Optional.empty()
            : Optional.of(new QuietHours(LocalTime.parse(quietFrom), LocalTime.parse(quietUntil),
                ZoneId.of(timeZone))));
  }

  AttributeValue toValue() {
    return AttributeValue.fromM(Map.copyOf(SCHEMA.itemToMap(this, true)));
  }

  static final class Builder {
    private String platform = "";
    private String endpoint = "";
    private String appVersion = "";
    private String locale = "";
    private @Nullable Integer hidden;
    private @Nullable String quietFrom;
    private @Nullable String quietUntil;
    private @Nullable String timeZone;

    private PushDeviceItem build() {
      return new PushDeviceItem(platform, endpoint, appVersion, locale, hidden, quietFrom, quietUntil, timeZone);
    }
  }
}
