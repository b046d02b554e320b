package chat.aws.dynamodb;

import chat.channel.Channels;
import chat.channel.ChannelsContract;

class DynamoChannelsTest extends ChannelsContract {
  private final Channels channel = new DynamoChannels(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Channels channels() {
    return channel;
  }
}
