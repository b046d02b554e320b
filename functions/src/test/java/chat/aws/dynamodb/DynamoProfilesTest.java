package chat.aws.dynamodb;

import chat.people.Profiles;
import chat.people.ProfilesContract;

class DynamoProfilesTest extends ProfilesContract {
  private final Profiles profiles = new DynamoProfiles(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Profiles profiles() {
    return profiles;
  }
}
