package chat.aws.dynamodb;

import chat.messaging.MessageLog;
import chat.messaging.MessageLogContract;

class DynamoMessageLogTest extends MessageLogContract {
  private final MessageLog log = new DynamoMessageLog(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected MessageLog log() {
    return log;
  }
}
