package chat.entrypoint;

import chat.json.JsonObject;
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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decodes a frame, lets one action be answered, and encodes the answer, if there is one. A fault is logged and answered
 * INTERNAL.
 */
abstract class ActionHandler<A extends ClientAction> implements RequestStreamHandler {
  private final Class<A> action;

  ActionHandler(Class<A> action) {
    this.action = action;
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
    return switch (WireCodec.decode(event.optionalText("body").orElse(""))) {
      case Decoded.Invalid(Refused refusal) -> Optional.of(refusal);
      case Decoded.Valid(ClientAction decoded) when action.isInstance(decoded) ->
        answerOrFail(action.cast(decoded), WebSocketEvent.of(event), context);
      case Decoded.Valid(ClientAction decoded) -> Optional.of(Refusals.unknownAction(decoded.requestId()));
    };
  }

  private Optional<ServerEvent> answerOrFail(A decoded, WebSocketEvent socket, Context context) {
    try {
      return answer(decoded, socket);
    } catch (RuntimeException fault) {
      String errorId = context.getAwsRequestId();
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace));
      context.getLogger().log("ERROR " + errorId + " " + trace);
      return Optional.of(new Refused(decoded.requestId(), ErrorCode.INTERNAL,
          "Something failed here; sending the same again is safe.", OptionalLong.empty(), errorId));
    }
  }
}
