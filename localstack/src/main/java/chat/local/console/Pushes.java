package chat.local.console;

import chat.local.push.Notifications;

/** What was pushed to phones. */
final class Pushes {
  private final Notifications notifications;

  Pushes(Notifications notifications) {
    this.notifications = notifications;
  }

  int count() {
    return notifications.newestFirst().size();
  }

  /** Newest first. */
  Reply list() {
    return Reply.json(
        json -> JsonList.ofObjects(json, "notifications", notifications.newestFirst(), (fields, notification) -> {
          fields.writeStringField("at", notification.at().toString());
          fields.writeStringField("messageId", notification.messageId());
          fields.writeStringField("endpointArn", notification.endpointArn());
          fields.writeStringField("platform", notification.platform().name());
          fields.writeStringField("token", notification.token());
          fields.writeStringField("caller", notification.caller());
          fields.writeStringField("payload", notification.payload());
          fields.writeBooleanField("delivered", notification.delivered());
        }));
  }
}
