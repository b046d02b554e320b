package chat.entrypoint;

import chat.identity.Authenticate;
import chat.identity.Caller;
import chat.identity.Handshake;
import chat.json.JsonObject;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out who opens a socket. A missing or bad token or ticket is the error {@code Unauthorized}, which API Gateway answers
 * with 401 (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html).
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private final Authenticate authenticate;

  public AuthorizerHandler() {
    this(ChatApp.inLambda());
  }

  public AuthorizerHandler(ChatApp app) {
    this.authenticate = app.authenticate();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    Optional<Caller> caller = authenticate.authenticate(Handshake.of(headers(event)));
    if (caller.isEmpty()) {
      throw new UnauthorizedException();
    }
    String methodArn = event.text("methodArn");
    LambdaIo.write(out, json -> writePolicy(json, caller.get(), methodArn));
  }

  /** The headers of the opening handshake; one that came on several lines is joined with commas (RFC 9110, 5.3). */
  static Map<String, String> headers(JsonObject event) {
    JsonObject headers = event.object("multiValueHeaders");
    return headers.names().stream()
        .collect(Collectors.toMap(name -> name, name -> String.join(",", headers.texts(name))));
  }

  private static void writePolicy(JsonGenerator json, Caller caller, String methodArn) throws IOException {
    json.writeStringField("principalId", caller.userId().value());
    json.writeObjectFieldStart("policyDocument");
    json.writeStringField("Version", "2012-10-17");
    json.writeArrayFieldStart("Statement");
    json.writeStartObject();
    json.writeStringField("Action", "execute-api:Invoke");
    json.writeStringField("Effect", "Allow");
    json.writeStringField("Resource", methodArn);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("context");
    WebSocketEvent.writeCaller(json, caller);
    json.writeEndObject();
  }

  /** API Gateway looks for exactly this message. */
  private static final class UnauthorizedException extends RuntimeException {
    private UnauthorizedException() {
      super("Unauthorized", null, false, false);
    }
  }
}
