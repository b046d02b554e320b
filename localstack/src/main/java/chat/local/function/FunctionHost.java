package chat.local.function;

import chat.local.trace.Cause;
import chat.local.trace.Invocation;
import chat.local.trace.Journal;
import chat.topology.Function;
import chat.topology.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Invokes functions as Lambda does: each event in an environment of its own for as long as it takes, an idle one if there
 * is any, else a new one; with a deadline, and never more at once than the account allows.
 */
public final class FunctionHost implements AutoCloseable {
  private final EnvironmentPool environments;
  private final Journal journal;
  private final FunctionFaults faults;
  private final Semaphore concurrency = new Semaphore(Topology.CONCURRENT_EXECUTIONS);
  private final Map<Function, FunctionLog> logs = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public FunctionHost(Environment.Factory environments, Journal journal, FunctionFaults faults) {
    this.environments = new EnvironmentPool(environments);
    this.journal = journal;
    this.faults = faults;
  }

  /**
   * Waits for the result, at most as long as the function's timeout, which begins when an environment is ready, as
   * Lambda does not count its start either. Everything that goes wrong is a result.
   */
  public Result invoke(Function function, String event, Cause cause) {
    if (!concurrency.tryAcquire()) {
      journal.metrics(function).throttled();
      return Result.Failed.throttled();
    }
    try {
      Invocation invocation = journal.begin(UUID.randomUUID().toString(), function, cause);
      long begin = System.nanoTime();
      Result result = run(invocation, event);
      journal.end(invocation, Duration.ofNanos(System.nanoTime() - begin), error(result));
      return result;
    } finally {
      concurrency.release();
    }
  }

  private static Optional<String> error(Result result) {
    return switch (result) {
      case Result.Returned returned -> Optional.empty();
      case Result.Failed failed -> Optional.of(failed.errorType());
    };
  }

  private Result run(Invocation invocation, String event) {
    Function function = invocation.function();
    Environment environment;
    try {
      environment = environments.take(invocation, log(function));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Result.Failed.exited(invocation.requestId());
    } catch (RuntimeException | Error unstartable) {
      log(function).add("The function does not start: " + unstartable);
      return Result.Failed.exited(invocation.requestId());
    }
    Result result = await(environment, new Work(invocation, event, System.nanoTime() + function.timeout().toNanos()));
    if (result instanceof Result.Failed failed && failed.endsEnvironment()) {
      log(function).add(failed.errorMessage());
      environments.end(environment);
    } else {
      environments.giveBack(function, environment);
    }
    return result;
  }

  private Result await(Environment environment, Work work) {
    FunctionFaults.Handling handling = faults.around(work.invocation().function(), environment::handle);
    Future<Result> run = threads.submit(() -> handling.handle(work));
    try {
      return run.get(work.timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      run.cancel(true);
      return Result.Failed.timedOut(work.requestId(), work.invocation().function().timeout());
    } catch (ExecutionException broken) {
      log(work.invocation().function()).add("The environment broke: " + broken.getCause());
      return Result.Failed.exited(work.requestId());
    } catch (InterruptedException stopping) {
      run.cancel(true);
      Thread.currentThread().interrupt();
      return Result.Failed.exited(work.requestId());
    }
  }

  /** What the function has written. */
  public FunctionLog log(Function function) {
    return logs.computeIfAbsent(function, made -> new FunctionLog(made.name()));
  }

  /** How many environments wait for work. */
  public int idle(Function function) {
    return environments.idle(function);
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    environments.close();
  }
}
