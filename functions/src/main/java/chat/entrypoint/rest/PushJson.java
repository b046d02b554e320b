package chat.entrypoint.rest;

import chat.model.PushDevice;
import chat.model.QuietHours;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How a device is told, as JSON. */
final class PushJson {
  private PushJson() {}

  /** Without the endpoint, which is between us and SNS. */
  static void write(JsonGenerator json, PushDevice device) throws IOException {
    json.writeStringField("platform", PeopleJson.name(device.platform()));
    json.writeStringField("appVersion", device.appVersion());
    json.writeStringField("locale", device.locale().toLanguageTag());
    json.writeBooleanField("preview", device.preview());
    if (device.quietHours().isPresent()) {
      QuietHours hours = device.quietHours().get();
      json.writeObjectFieldStart("quietHours");
      json.writeStringField("from", hours.from().toString());
      json.writeStringField("until", hours.until().toString());
      json.writeStringField("timeZone", hours.timeZone().getId());
      json.writeEndObject();
    }
  }
}
