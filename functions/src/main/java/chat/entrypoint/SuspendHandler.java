package chat.entrypoint;

import chat.json.JsonObject;
import chat.model.UserId;
import chat.session.Suspend;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The operator's switch: {@code {"userId":"bob","suspended":true}}, answered with the same. A fault is for the operator. */
public final class SuspendHandler implements RequestStreamHandler {
  private final Suspend suspend;

  public SuspendHandler() {
    this(ChatApp.inLambda());
  }

  public SuspendHandler(ChatApp app) {
    this.suspend = app.suspend();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject order = LambdaIo.read(in);
    UserId userId = new UserId(order.text("userId"));
    boolean suspended = order.optionalFlag("suspended")
        .orElseThrow(() -> new IllegalArgumentException("Field suspended must be true or false."));
    if (!(suspended ? suspend.suspend(userId) : suspend.restore(userId))) {
      throw new IllegalStateException("The account of " + userId + " is deleted.");
    }
    LambdaIo.write(out, json -> {
      json.writeStringField("userId", userId.value());
      json.writeBooleanField("suspended", suspended);
    });
  }
}
