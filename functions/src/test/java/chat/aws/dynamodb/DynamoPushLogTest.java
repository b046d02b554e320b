package chat.aws.dynamodb;

import chat.push.PushLog;
import chat.push.PushLogContract;

class DynamoPushLogTest extends PushLogContract {
  private final PushLog pushLog = new DynamoPushLog(DynamoDbLocal.client(), DynamoDbLocal.STAGE);

  @Override
  protected PushLog pushLog() {
    return pushLog;
  }
}
