package chat.simulation;

/** Ends a function at once, as when its environment dies: nothing in it catches this. */
final class CrashError extends Error {
  CrashError() {
    super("crash", null, false, false);
  }
}
