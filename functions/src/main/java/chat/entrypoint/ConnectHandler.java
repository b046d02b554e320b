package chat.entrypoint;

import chat.identity.Admission.Verdict;
import chat.identity.Handshake;
import chat.json.JsonObject;
import chat.limit.Throttle;
import chat.model.RateLimit;
import chat.session.OpenSocket;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Opens a socket for those who may come in, and settles the subprotocol. */
public final class ConnectHandler implements RequestStreamHandler {
  private final Throttle throttle;
  private final OpenSocket openSocket;

  public ConnectHandler() {
    this(ChatApp.inLambda());
  }

  public ConnectHandler(ChatApp app) {
    this.throttle = app.throttle();
    this.openSocket = app.openSocket();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    if (!Handshake.of(AuthorizerHandler.headers(event)).speaksOurProtocol()) {
      LambdaIo.write(out, json -> json.writeNumberField("statusCode", 400));
      return;
    }
    WebSocketEvent socket = WebSocketEvent.of(event);
    if (throttle.take(socket.userId(), RateLimit.CONNECTS).isPresent()) {
      LambdaIo.write(out, json -> json.writeNumberField("statusCode", 429));
      return;
    }
    if (openSocket.open(socket.caller(), socket.connectionId()) != Verdict.ADMITTED) {
      LambdaIo.write(out, json -> json.writeNumberField("statusCode", 403));
      return;
    }
    LambdaIo.write(out, json -> {
      json.writeNumberField("statusCode", 200);
      json.writeObjectFieldStart("headers");
      json.writeStringField("Sec-WebSocket-Protocol", Topology.SUBPROTOCOL);
      json.writeEndObject();
    });
  }
}
