package chat.aws.sqs;

import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.push.PushOrder;

/** An order as JSON: whom to tell of what, never what it says. */
public final class PushOrderJson {
  private PushOrderJson() {}

  public static String encode(PushOrder order) {
    return JsonText.object(json -> {
      json.writeStringField("userId", order.userId().value());
      json.writeStringField("deviceId", order.device().value());
      json.writeStringField("channelId", order.channelId().value());
      json.writeNumberField("seq", order.seq());
      json.writeBooleanField("followUp", order.followUp());
      json.writeNumberField("attempt", order.attempt());
    });
  }

  public static PushOrder decode(String text) {
    JsonObject json = JsonObject.parse(text);
    return new PushOrder(new UserId(json.text("userId")), new DeviceId(json.text("deviceId")),
        new ChannelId(json.text("channelId")), json.wholeNumber("seq"), json.optionalFlag("followUp").orElse(false),
        Math.toIntExact(json.wholeNumber("attempt")));
  }
}
