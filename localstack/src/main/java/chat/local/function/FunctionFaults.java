package chat.local.function;

import chat.topology.Function;

/** What goes wrong with functions. */
public interface FunctionFaults {
  /** What is run in place of the function. */
  default Handling around(Function function, Handling handling) {
    return handling;
  }

  /** A run of the function. */
  @FunctionalInterface
  interface Handling {
    Result handle(Work work);
  }
}
