package chat.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.identity.Caller;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.topology.Route;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** A user's open socket: each frame goes to the handler of its route with the event that the gateway would send. */
public final class TestSocket {
  private static final Instant SIGNED_IN_AT = Instant.parse("2026-11-25T09:00:00Z");

  private final ChatApp app;
  private final Optional<UserId> user;

  private TestSocket(ChatApp app, Optional<UserId> user) {
    this.app = app;
    this.user = user;
  }

  public static TestSocket of(UserId user, ChatApp app) {
    return new TestSocket(app, Optional.of(user));
  }

  /** A socket that no authorizer let in, which the gateway never opens. */
  static TestSocket ofNobody(ChatApp app) {
    return new TestSocket(app, Optional.empty());
  }

  public static ConnectionId connectionOf(UserId user) {
    return new ConnectionId(user.value() + "-phone");
  }

  /** The frame that comes back; empty if none does. */
  public Optional<String> frameFor(String frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handlerOf(JsonObject.parse(frame).text("action")).handleRequest(
          new ByteArrayInputStream(event(frame).getBytes(UTF_8)), out, new TestContext());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return JsonObject.parse(out.toString(UTF_8)).optionalText("body");
  }

  public JsonObject ask(String frame) {
    return JsonObject.parse(frameFor(frame).orElseThrow());
  }

  private RequestStreamHandler handlerOf(String action) {
    Route route = Topology.ROUTES.stream().filter(any -> any.key().equals(action)).findFirst().orElseThrow();
    try {
      return Class.forName(route.function().handler()).asSubclass(RequestStreamHandler.class)
          .getConstructor(ChatApp.class).newInstance(app);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private String event(String frame) {
    return JsonText.object(json -> {
      json.writeObjectFieldStart("requestContext");
      json.writeStringField("eventType", "MESSAGE");
      json.writeStringField("connectionId", user.map(TestSocket::connectionOf).orElse(new ConnectionId("x")).value());
      if (user.isPresent()) {
        json.writeObjectFieldStart("authorizer");
        WebSocketEvent.writeCaller(json, new Caller(user.get(), DeviceId.DEFAULT, SIGNED_IN_AT));
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeStringField("body", frame);
    });
  }

  /** An invocation with all the time it needs. */
  public static final class TestContext implements Context {
    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "function";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 60_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1_024;
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String line) {
          // what fails is answered, and the tests look at the answer
        }

        @Override
        public void log(byte[] line) {
          // as above
        }
      };
    }
  }
}
