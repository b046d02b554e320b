package chat.local.gateway.integration;

import chat.local.function.FunctionHost;
import chat.local.function.Result;
import chat.local.time.Timers;
import chat.local.trace.Cause;
import chat.topology.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Invokes functions for a caller that does not wait for ever. */
public final class Invoker {
  private final FunctionHost functions;
  private final Timers timers;

  public Invoker(FunctionHost functions, Timers timers) {
    this.functions = functions;
    this.timers = timers;
  }

  /**
   * Waits for the function on this thread. If the limit passes first, {@code late} runs on the thread of the timers, and
   * what the function returns after all is dropped: the result is empty then. The function itself is not stopped.
   */
  public Optional<Result> invoke(Function function, String event, Cause cause, Duration limit, Runnable late) {
    AtomicBoolean decided = new AtomicBoolean();
    Timers.Timer timer = timers.schedule(limit, () -> {
      if (decided.compareAndSet(false, true)) {
        late.run();
      }
    });
    try {
      Result result = functions.invoke(function, event, cause);
      return decided.compareAndSet(false, true) ? Optional.of(result) : Optional.empty();
    } finally {
      timer.cancel();
    }
  }
}
