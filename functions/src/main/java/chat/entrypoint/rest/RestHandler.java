package chat.entrypoint.rest;

import chat.entrypoint.ChatApp;
import chat.entrypoint.LambdaIo;
import chat.identity.Admission;
import chat.identity.Token;
import chat.json.JsonException;
import chat.json.JsonObject;
import chat.model.InvalidValueException;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent.Refused;
import chat.wire.TooLargeException;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers every route of the REST API. The gateway has matched the route and checked the token. A fault is logged and
 * answered INTERNAL.
 */
public final class RestHandler implements RequestStreamHandler {
  private final Admission admission;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  public RestHandler() {
    this(ChatApp.inLambda());
  }

  public RestHandler(ChatApp app) {
    admission = app.admission();
    Writing writing = new Writing(app);
    Limiting limiting = new Limiting(app.throttle());
    endpoints.putAll(new MessageRoutes(app, writing).endpoints());
    endpoints.putAll(new ChannelRoutes(app, writing).endpoints());
    endpoints.putAll(new MemberRoutes(app, writing).endpoints());
    endpoints.putAll(new InviteRoutes(app).endpoints());
    endpoints.putAll(new DeviceRoutes(app, limiting).endpoints());
    endpoints.putAll(new PushRoutes(app, limiting).endpoints());
    endpoints.putAll(new OwnRoutes(app, limiting).endpoints());
    endpoints.putAll(new PeopleRoutes(app, limiting).endpoints());
    endpoints.putAll(new ContactRoutes(app, limiting).endpoints());
    endpoints.putAll(new ReportRoutes(app).endpoints());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    LambdaIo.write(out, answer(event, context)::write);
  }

  private Response answer(JsonObject event, Context context) {
    try {
      return answer(event);
    } catch (RuntimeException fault) {
      LambdaIo.log(context, "A request failed.", fault);
      return Problem.of(new Refused(null, ErrorCode.INTERNAL, "Something failed here; sending the same again is safe.",
          OptionalLong.empty(), context.getAwsRequestId()));
    }
  }

  private Response answer(JsonObject event) {
    Optional<Token> token = Claims.token(event);
    if (token.isEmpty()) {
      return Problem.of(ErrorCode.UNAUTHORIZED, "The token is no access token.");
    }
    Endpoint endpoint = endpoints.get(event.text("routeKey"));
    if (endpoint == null) {
      return Problem.of(ErrorCode.NOT_FOUND, "There is no such address, or it does not take this method.");
    }
    Request request;
    switch (Body.of(event)) {
      case Body.Refused(Response response) -> {
        return response;
      }
      case Body.Read(JsonObject body) -> request = new Request(event, token.get(), body);
    }
    Optional<Response> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Endpoint.Call call;
    try {
      call = endpoint.read(request);
    } catch (TooLargeException tooLarge) {
      return Problem.of(ErrorCode.TOO_LARGE, sentence(tooLarge));
    } catch (JsonException | InvalidValueException outsideLimits) {
      return Problem.of(ErrorCode.INVALID, sentence(outsideLimits));
    }
    return call.answer();
  }

  /** For those whose token is good and who may not come in all the same. */
  private Optional<Response> refusal(Request request) {
    return switch (admission.admit(request.caller(), request.tokenIssuedAt())) {
      case ADMITTED -> Optional.empty();
      case SUSPENDED -> Optional.of(Problem.of(ErrorCode.SUSPENDED, "An operator has locked you out."));
      case SIGNED_OUT -> Optional.of(Problem.of(ErrorCode.UNAUTHORIZED, "You signed out everywhere: sign in again."));
      case DELETED -> Optional.of(Problem.of(ErrorCode.UNAUTHORIZED, "This account is deleted."));
    };
  }

  private static String sentence(RuntimeException expected) {
    return Optional.ofNullable(expected.getMessage()).orElse("The request is not valid.");
  }
}
