package chat.entrypoint;

import chat.json.JsonObject;
import chat.model.ConnectionId;
import chat.model.UserId;

/**
 * What every event of an open socket tells. Who the user is comes from the authorizer, never from the frame
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html).
 */
record WebSocketEvent(ConnectionId connectionId, UserId userId) {
  /** The key of the user in the authorizer's context. */
  static final String USER_ID = "userId";

  static WebSocketEvent of(JsonObject event) {
    JsonObject context = event.object("requestContext");
    return new WebSocketEvent(new ConnectionId(context.text("connectionId")),
        new UserId(context.object("authorizer").text(USER_ID)));
  }
}
