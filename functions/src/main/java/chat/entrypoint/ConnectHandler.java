package chat.entrypoint;

import chat.identity.Handshake;
import chat.json.JsonObject;
import chat.presence.Connect;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Opens a socket: notes the connection and settles the subprotocol. */
public final class ConnectHandler implements RequestStreamHandler {
  private final Connect connect;

  public ConnectHandler() {
    this(ChatApp.inLambda());
  }

  public ConnectHandler(ChatApp app) {
    this.connect = app.connect();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    if (!Handshake.of(AuthorizerHandler.headers(event)).speaksOurProtocol()) {
      LambdaIo.write(out, json -> json.writeNumberField("statusCode", 400));
      return;
    }
    WebSocketEvent socket = WebSocketEvent.of(event);
    connect.connect(socket.userId(), socket.connectionId());
    LambdaIo.write(out, json -> {
      json.writeNumberField("statusCode", 200);
      json.writeObjectFieldStart("headers");
      json.writeStringField("Sec-WebSocket-Protocol", Topology.SUBPROTOCOL);
      json.writeEndObject();
    });
  }
}
