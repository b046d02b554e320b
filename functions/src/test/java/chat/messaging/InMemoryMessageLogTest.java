package chat.messaging;

class InMemoryMessageLogTest extends MessageLogContract {
  private final MessageLog log = new InMemoryMessageLog();

  @Override
  protected MessageLog log() {
    return log;
  }
}
