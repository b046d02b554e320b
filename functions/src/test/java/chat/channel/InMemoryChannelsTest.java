package chat.channel;

class InMemoryChannelsTest extends ChannelsContract {
  private final Channels channel = new InMemoryChannels();

  @Override
  protected Channels channels() {
    return channel;
  }
}
