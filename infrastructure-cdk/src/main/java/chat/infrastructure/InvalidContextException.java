package chat.infrastructure;

/** A context value that cannot be used; its message tells the operator what to do. */
final class InvalidContextException extends RuntimeException {
  InvalidContextException(String message) {
    super(message);
  }
}
