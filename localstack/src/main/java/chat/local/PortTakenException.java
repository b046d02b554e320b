package chat.local;

/** A port that the chat wants cannot be opened, mostly because another program has it. */
public final class PortTakenException extends RuntimeException {
  private final int port;

  public PortTakenException(int port, Throwable cause) {
    super("Port " + port + " cannot be opened (" + cause.getMessage() + ")", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
