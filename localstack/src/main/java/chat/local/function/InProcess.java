package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.trace.Invocation;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An environment inside this process: the handler is called with bytes and answers with bytes, as by Lambda's runtime. */
public final class InProcess implements Environment {
  private final Function function;
  private final FunctionLog log;
  private final RequestStreamHandler handler;
  private final Current current;

  private InProcess(Function function, FunctionLog log, Handlers handlers) {
    this.function = function;
    this.log = log;
    this.current = new Current();
    this.handler = handlers.make(function, current);
  }

  /** Environments whose handlers are made so. */
  public static Environment.Factory with(Handlers handlers) {
    return (function, log) -> new InProcess(function, log, handlers);
  }

  /** Makes the handler of an environment. */
  @FunctionalInterface
  public interface Handlers {
    /** {@code current}: tells what the environment is working at. */
    RequestStreamHandler make(Function function, Current current);
  }

  /** The invocation that an environment is working at. */
  public static final class Current {
    private final AtomicReference<@Nullable Invocation> invocation = new AtomicReference<>();

    /** Nothing while the function is being made. */
    public @Nullable Invocation invocation() {
      return invocation.get();
    }
  }

  @Override
  public Result handle(Work work) {
    FunctionOutput.belongsTo(log);
    current.invocation.set(work.invocation());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(work.event().getBytes(UTF_8)), output,
          new LocalContext(function, work, log));
      return new Result.Returned(output.toString(UTF_8));
    } catch (Exception | Error thrown) {
      log.add(stackTrace(thrown));
      return new Result.Failed(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    } finally {
      FunctionOutput.endLine();
    }
  }

  private static String stackTrace(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  /** Nothing is held: the clients are the host's. */
  @Override
  public void close() {}
}
