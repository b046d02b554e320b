package chat.local.function;

import chat.local.trace.Effect;
import chat.local.trace.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/** Notes each call among the effects of the invocation that makes it. */
public final class CallTrace implements ClientInterceptor {
  private final Supplier<@Nullable Invocation> current;
  private final Description description;

  /** {@code current}: the invocation that makes the calls; nothing if none does. */
  public CallTrace(Supplier<@Nullable Invocation> current, Description description) {
    this.current = current;
    this.description = description;
  }

  /** When a call was made, and what came of it. */
  public record Timing(Instant at, Duration took, String outcome) {}

  /** Says what a call does, to one thing or several. */
  @FunctionalInterface
  public interface Description {
    /** {@code response}: nothing when the call failed. */
    List<Effect> describe(Timing timing, String operation, SdkRequest request, @Nullable Object response);
  }

  @Override
  public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
    Invocation invocation = current.get();
    if (invocation == null) {
      return call.proceed();
    }
    Instant at = Instant.now();
    long begin = System.nanoTime();
    Object response = null;
    String outcome = Effect.OK;
    try {
      response = call.proceed();
      return response;
    } catch (Throwable thrown) {
      outcome = name(thrown);
      throw thrown;
    } finally {
      Timing timing = new Timing(at, Duration.ofNanos(System.nanoTime() - begin), outcome);
      description.describe(timing, operation, request, response).forEach(invocation::add);
    }
  }

  private static String name(Throwable thrown) {
    return thrown instanceof AwsServiceException refused && refused.awsErrorDetails() != null
        && refused.awsErrorDetails().errorCode() != null
            ? refused.awsErrorDetails().errorCode()
            : thrown.getClass().getSimpleName();
  }
}
