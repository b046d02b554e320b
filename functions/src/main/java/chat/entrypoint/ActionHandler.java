package chat.entrypoint;

import chat.json.JsonObject;
import chat.messaging.SideBySide;
import chat.model.RequestId;
import chat.presence.SignOfLife;
import chat.wire.ClientAction;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Refused;
import chat.wire.WireCodec;
import chat.wire.WireCodec.Decoded;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a frame, lets one action be answered, and encodes the answer, if there is one. A fault is logged and answered
 * INTERNAL. Beside that, the frame is a sign of life.
 */
abstract class ActionHandler<A extends ClientAction> implements RequestStreamHandler {
  private final Class<A> action;
  private final SideBySide sideBySide;
  private final Consumer<WebSocketEvent> signOfLife;

  ActionHandler(Class<A> action, ChatApp app) {
    this(action, app.sideBySide(), showing(app.signOfLife()));
  }

  /** For actions that are none, or show it themselves. */
  ActionHandler(Class<A> action) {
    this(action, SideBySide.on(Runnable::run), _ -> {});
  }

  private ActionHandler(Class<A> action, SideBySide sideBySide, Consumer<WebSocketEvent> signOfLife) {
    this.action = action;
    this.sideBySide = sideBySide;
    this.signOfLife = signOfLife;
  }

  private static Consumer<WebSocketEvent> showing(SignOfLife signOfLife) {
    return socket -> signOfLife.show(socket.userId(), socket.connectionId(), socket.caller().device());
  }

  /** Empty when the client needs no answer: a frame is the dearest part of a message. */
  abstract Optional<ServerEvent> answer(A action, WebSocketEvent socket);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    Optional<String> frame = answer(event, context).map(WireCodec::encode);
    LambdaIo.write(out, json -> {
      json.writeNumberField("statusCode", 200);
      if (frame.isPresent()) {
        json.writeStringField("body", frame.get());
      }
    });
  }

  private Optional<ServerEvent> answer(JsonObject event, Context context) {
    RequestId requestId = null;
    try {
      Decoded frame = WireCodec.decode(event.optionalText("body").orElse(""));
      if (frame instanceof Decoded.Valid(ClientAction decoded)) {
        requestId = decoded.requestId();
      }
      return switch (frame) {
        case Decoded.Invalid(Refused refusal) -> Optional.of(refusal);
        case Decoded.Valid(ClientAction decoded) when action.isInstance(decoded) ->
          answer(action.cast(decoded), WebSocketEvent.of(event), context);
        case Decoded.Valid _ -> Optional.of(Refusals.unknownAction(requestId));
      };
    } catch (RuntimeException fault) {
      return Optional.of(internal(requestId, fault, context));
    }
  }

  private Optional<ServerEvent> answer(A decoded, WebSocketEvent socket, Context context) {
    Supplier<Optional<RuntimeException>> shown = sideBySide.start(() -> show(socket));
    try {
      return answer(decoded, socket);
    } finally {
      // also after a fault: Lambda would freeze the write, and it would come at another time
      shown.get().ifPresent(
          fault -> LambdaIo.log(context, "A sign of life was not noted; the next one will be.", fault));
    }
  }

  private Optional<RuntimeException> show(WebSocketEvent socket) {
    try {
      signOfLife.accept(socket);
      return Optional.empty();
    } catch (RuntimeException fault) {
      return Optional.of(fault);
    }
  }

  private static Refused internal(@Nullable RequestId requestId, RuntimeException fault, Context context) {
    String errorId = context.getAwsRequestId();
    LambdaIo.log(context, "An action failed.", fault);
    return new Refused(requestId, ErrorCode.INTERNAL, "Something failed here; sending the same again is safe.",
        OptionalLong.empty(), errorId);
  }
}
