package chat.aws.dynamodb;

import chat.presence.Presences;
import chat.presence.PresencesContract;

class DynamoPresencesTest extends PresencesContract {
  private final Presences presence = new DynamoPresences(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Presences presences() {
    return presence;
  }
}
