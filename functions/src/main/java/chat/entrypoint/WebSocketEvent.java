package chat.entrypoint;

import chat.identity.Caller;
import chat.json.JsonObject;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * What every event of an open socket tells. Who the user is comes from the authorizer, never from the frame
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html).
 */
record WebSocketEvent(ConnectionId connectionId, Caller caller) {
  /** The keys of the authorizer's context. Its values come back as texts. */
  static final String USER_ID = "userId";
  static final String DEVICE_ID = "deviceId";
  static final String ISSUED_AT = "issuedAt";

  static WebSocketEvent of(JsonObject event) {
    JsonObject context = event.object("requestContext");
    JsonObject authorizer = context.object("authorizer");
    return new WebSocketEvent(new ConnectionId(context.text("connectionId")),
        new Caller(new UserId(authorizer.text(USER_ID)), new DeviceId(authorizer.text(DEVICE_ID)),
            Instant.ofEpochSecond(Long.parseLong(authorizer.text(ISSUED_AT)))));
  }

  /** Into the authorizer's context, for {@link #of} to read. */
  static void writeCaller(JsonGenerator json, Caller caller) throws IOException {
    json.writeStringField(USER_ID, caller.userId().value());
    json.writeStringField(DEVICE_ID, caller.device().value());
    json.writeStringField(ISSUED_AT, Long.toString(caller.issuedAt().getEpochSecond()));
  }

  UserId userId() {
    return caller.userId();
  }
}
