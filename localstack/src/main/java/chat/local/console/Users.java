package chat.local.console;

import chat.json.JsonException;
import chat.json.JsonText;
import chat.local.function.FunctionHost;
import chat.local.function.Result;
import chat.local.trace.Cause;
import chat.model.InvalidValueException;
import chat.model.UserId;
import chat.topology.Topology;

/** The operator's switch, which has no other way in than to invoke its function. */
final class Users {
  private final FunctionHost functions;

  Users(FunctionHost functions) {
    this.functions = functions;
  }

  /** Waits until the function is done: {@code {"suspended":true}} locks the user out, false lets them in again. */
  Reply suspend(Call call) {
    UserId userId = userId(call);
    boolean suspended = suspended(call);
    Result result = functions.invoke(Topology.SUSPEND, JsonText.object(json -> {
      json.writeStringField("userId", userId.value());
      json.writeBooleanField("suspended", suspended);
    }), new Cause.Operator());
    return switch (result) {
      case Result.Returned _ -> Reply.done();
      case Result.Failed failed -> throw new Refusal(502, failed.errorMessage());
    };
  }

  private static UserId userId(Call call) {
    try {
      return new UserId(call.part("id"));
    } catch (InvalidValueException none) {
      throw Refusal.badRequest(String.valueOf(none.getMessage()));
    }
  }

  private static boolean suspended(Call call) {
    try {
      return call.json().optionalFlag("suspended")
          .orElseThrow(() -> Refusal.badRequest("Field suspended must be true or false."));
    } catch (JsonException noFlag) {
      throw Refusal.badRequest("Field suspended must be true or false.");
    }
  }
}
