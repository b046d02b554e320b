package chat.local.function;

import chat.local.trace.Journal;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;

/** A host of handlers that a test writes down. */
public final class TestHost {
  private TestHost() {}

  /** Nothing goes wrong there but what the handlers do. */
  public static FunctionHost of(java.util.function.Function<Function, RequestStreamHandler> handlers) {
    return of(handlers, new Journal(InstantSource.system()), new FunctionFaults() {
    });
  }

  public static FunctionHost of(java.util.function.Function<Function, RequestStreamHandler> handlers, Journal journal,
      FunctionFaults faults) {
    return new FunctionHost(InProcess.with((function, current) -> handlers.apply(function)), journal, faults);
  }
}
