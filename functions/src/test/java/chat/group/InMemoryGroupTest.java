package chat.group;

import chat.InMemoryPorts;
import chat.entrypoint.Ports;

class InMemoryGroupTest extends GroupContract {
  @Override
  protected Ports ports(InMemoryPorts outside) {
    return outside;
  }

  @Override
  protected int races() {
    return 200;
  }
}
