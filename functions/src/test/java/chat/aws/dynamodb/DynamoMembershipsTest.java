package chat.aws.dynamodb;

import chat.channel.Memberships;
import chat.channel.MembershipsContract;

class DynamoMembershipsTest extends MembershipsContract {
  private final Memberships channel = new DynamoMemberships(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Memberships memberships() {
    return channel;
  }
}
