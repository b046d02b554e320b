package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Invokes functions as Lambda's invoke API does: bytes in, bytes out, a deadline, and every throwable turned into a
 * result. One instance of each handler serves all its invocations, also at the same time.
 */
public final class FunctionHost implements AutoCloseable {
  private final java.util.function.Function<Function, RequestStreamHandler> handlers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** {@code handlers}: finds the one handler of a function. */
  public FunctionHost(java.util.function.Function<Function, RequestStreamHandler> handlers) {
    this.handlers = handlers;
  }

  /** What came of an invocation. */
  public sealed interface Result {
    record Returned(String json) implements Result {}

    /** {@code errorType}: the exception's class, or {@code Sandbox.Timedout}. */
    record Failed(String errorType, String errorMessage) implements Result {}
  }

  /** Waits for the result, at most as long as the function's timeout. */
  public Result invoke(Function function, String event) {
    LocalContext context = new LocalContext(function, UUID.randomUUID().toString());
    Future<String> run = threads.submit(() -> run(function, event, context));
    try {
      return new Result.Returned(run.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      run.cancel(true);
      String sentence = "%s Task timed out after %.2f seconds".formatted(context.getAwsRequestId(),
          function.timeout().toMillis() / 1000.0);
      context.getLogger().log(sentence);
      return new Result.Failed("Sandbox.Timedout", sentence);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      context.getLogger().log(stackTrace(cause));
      return new Result.Failed(cause.getClass().getName(), String.valueOf(cause.getMessage()));
    } catch (InterruptedException stopping) {
      run.cancel(true);
      Thread.currentThread().interrupt();
      return new Result.Failed("Runtime.Interrupted", "The host is stopping.");
    }
  }

  private String run(Function function, String event, LocalContext context) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handlers.apply(function).handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output,
        context);
    return output.toString(UTF_8);
  }

  private static String stackTrace(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
