package chat.push;

class InMemoryPushDevicesTest extends PushDevicesContract {
  private final PushDevices devices = new InMemoryPushDevices();

  @Override
  protected PushDevices devices() {
    return devices;
  }
}
