package chat.entrypoint.rest;

/**
 * Takes the requests of one route, in two steps: what is wrong with a request shows while it is read, so that whatever goes
 * wrong afterwards is known to be a fault of ours.
 */
@FunctionalInterface
interface Endpoint {
  /**
   * What is to be done. Throws JsonException, InvalidValueException or TooLargeException with a sentence for the caller.
   */
  Call read(Request request);

  /** A request that is in order. */
  @FunctionalInterface
  interface Call {
    Response answer();
  }
}
