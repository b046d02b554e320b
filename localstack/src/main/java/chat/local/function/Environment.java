package chat.local.function;

import chat.topology.Topology;

/**
 * An execution environment: one instance of a function, which handles one event at a time and many one after another
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
 */
public interface Environment extends AutoCloseable {
  /** Waits for the answer. Interrupted when the function's time is over. */
  Result handle(Work work);

  /** Whether it can handle another event. */
  boolean isAlive();

  /** Ends it, whatever it is doing. */
  @Override
  void close();

  /** Makes environments. */
  @FunctionalInterface
  interface Factory {
    /** Returns when the function is ready for its first event. */
    Environment start(chat.topology.Function function, FunctionLog log);

    /** How many there may be at once, of all functions. */
    default int most() {
      return Topology.CONCURRENT_EXECUTIONS;
    }
  }
}
