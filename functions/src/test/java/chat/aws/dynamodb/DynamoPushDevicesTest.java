package chat.aws.dynamodb;

import chat.push.PushDevices;
import chat.push.PushDevicesContract;

class DynamoPushDevicesTest extends PushDevicesContract {
  private final PushDevices devices = new DynamoPushDevices(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected PushDevices devices() {
    return devices;
  }
}
