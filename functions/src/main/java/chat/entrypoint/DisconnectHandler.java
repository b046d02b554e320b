package chat.entrypoint;

import chat.presence.Disconnect;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Forgets a socket that closed. */
public final class DisconnectHandler implements RequestStreamHandler {
  private final Disconnect disconnect;

  public DisconnectHandler() {
    this(ChatApp.inLambda());
  }

  public DisconnectHandler(ChatApp app) {
    this.disconnect = app.disconnect();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    WebSocketEvent socket = WebSocketEvent.of(LambdaIo.read(in));
    disconnect.disconnect(socket.userId(), socket.connectionId());
    LambdaIo.write(out, json -> json.writeNumberField("statusCode", 200));
  }
}
