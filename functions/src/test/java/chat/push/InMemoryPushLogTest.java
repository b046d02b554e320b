package chat.push;

class InMemoryPushLogTest extends PushLogContract {
  private final PushLog pushLog = new InMemoryPushLog();

  @Override
  protected PushLog pushLog() {
    return pushLog;
  }
}
