package chat.local.console;

import chat.local.push.MessageAttribute;
import chat.local.push.PushEngine;
import java.util.Map;
import java.util.TreeMap;

/** What was pushed to phones, and phones from which the app is removed. */
final class Pushes {
  private final PushEngine engine;

  Pushes(PushEngine engine) {
    this.engine = engine;
  }

  int count() {
    return engine.notifications().size();
  }

  /** Newest first. */
  Reply list() {
    return Reply.json(
        json -> JsonList.ofObjects(json, "notifications", engine.notifications(), (fields, notification) -> {
          fields.writeStringField("at", notification.at().toString());
          fields.writeStringField("messageId", notification.messageId());
          fields.writeStringField("endpointArn", notification.endpointArn());
          fields.writeStringField("platform", notification.platform().name());
          fields.writeStringField("token", notification.token());
          if (notification.owner().isPresent()) {
            fields.writeStringField("owner", notification.owner().get());
          }
          fields.writeStringField("caller", notification.caller());
          fields.writeStringField("payload", notification.payload());
          fields.writeObjectFieldStart("attributes");
          for (Map.Entry<String, MessageAttribute> attribute : new TreeMap<>(notification.attributes()).entrySet()) {
            fields.writeStringField(attribute.getKey(), attribute.getValue().value());
          }
          fields.writeEndObject();
          fields.writeBooleanField("delivered", notification.delivered());
        }));
  }

  /** {@code {"token":"…"}}: the platform knows that phone no more. */
  Reply removeApp(Call call) {
    engine.removeApp(call.json().optionalText("token")
        .orElseThrow(() -> Refusal.badRequest("Field token must be the token of a phone.")));
    return Reply.done();
  }
}
