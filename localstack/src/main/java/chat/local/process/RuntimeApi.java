package chat.local.process;

import chat.json.JsonObject;
import chat.local.function.Result;
import chat.local.function.Work;
import chat.local.process.LoopbackServer.Answer;
import chat.local.process.LoopbackServer.Request;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API, by which the runtime of one environment asks for events and answers them
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */
final class RuntimeApi implements LoopbackServer.Responder {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Pattern ANSWER = Pattern.compile(ROOT + "invocation/([^/]+)/(response|error)");
  private static final Answer ACCEPTED = Answer.of(202, "{\"status\":\"OK\"}");

  private final Handover handover;

  RuntimeApi(Handover handover) {
    this.handover = handover;
  }

  @Override
  public Answer answer(Request request) throws InterruptedException {
    Matcher answer = ANSWER.matcher(request.path());
    return switch (request.method() + " " + request.path()) {
      case "GET " + ROOT + "invocation/next" -> next();
      case "POST " + ROOT + "init/error" -> unstartable();
      case String other when other.startsWith("POST ") && answer.matches() ->
        take(answer.group(1), answer.group(2).equals("error"), request.body());
      default -> refusal(404, "NotFound", "No such resource.");
    };
  }

  private Answer next() throws InterruptedException {
    return handover.next().map(RuntimeApi::event).orElseGet(() -> refusal(500, "Exit", "The environment ends."));
  }

  private static Answer event(Work work) {
    long deadline = System.currentTimeMillis() + work.timeLeft().toMillis();
    return new Answer(200,
        Map.of("Lambda-Runtime-Aws-Request-Id", work.requestId(), "Lambda-Runtime-Deadline-Ms",
            Long.toString(deadline), "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:" + work.invocation().function().name(),
            "Lambda-Runtime-Trace-Id", TraceId.of(work.requestId())),
        work.event());
  }

  private Answer take(String requestId, boolean isError, String body) {
    boolean taken = handover.answer(requestId, isError ? failure(body) : new Result.Returned(body));
    return taken ? ACCEPTED : refusal(400, "InvalidRequestID", "Not the event that is being handled.");
  }

  private static Result failure(String body) {
    try {
      JsonObject error = JsonObject.parse(body);
      return new Result.Failed(error.optionalText("errorType").orElse("Unknown"),
          error.optionalText("errorMessage").orElse("null"));
    } catch (RuntimeException unreadable) {
      return new Result.Failed("Unknown", body);
    }
  }

  /** The runtime has said why on its output. */
  private Answer unstartable() {
    handover.end();
    return ACCEPTED;
  }

  private static Answer refusal(int status, String type, String sentence) {
    return Answer.of(status, "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + sentence + "\"}");
  }
}
