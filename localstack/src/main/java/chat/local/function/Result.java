package chat.local.function;

import java.time.Duration;

/** What came of an invocation. */
public sealed interface Result {
  record Returned(String json) implements Result {}

  /** {@code errorType}: the exception's class, or Lambda's word for what befell the environment. */
  record Failed(String errorType, String errorMessage) implements Result {
    private static final String TIMED_OUT = "Sandbox.Timedout";
    private static final String EXITED = "Runtime.ExitError";
    private static final String THROTTLED = "TooManyRequestsException";

    /** No answer came in time. */
    public static Failed timedOut(String requestId, Duration after) {
      return new Failed(TIMED_OUT,
          "%s Task timed out after %.2f seconds".formatted(requestId, after.toMillis() / 1000.0));
    }

    /** The process ended while it worked. */
    public static Failed exited(String requestId) {
      return new Failed(EXITED, "RequestId: " + requestId + " Error: Runtime exited with error: exit status 1");
    }

    static Failed throttled() {
      return new Failed(THROTTLED, "Rate Exceeded.");
    }

    /** Whether the function was not even given the event. */
    public boolean isThrottled() {
      return errorType.equals(THROTTLED);
    }

    /** Whether nothing can be run any more where it happened. */
    boolean endsEnvironment() {
      return errorType.equals(TIMED_OUT) || errorType.equals(EXITED);
    }
  }
}
