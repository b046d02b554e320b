package chat.channel;

class InMemoryMembershipsTest extends MembershipsContract {
  private final Memberships channel = new InMemoryMemberships();

  @Override
  protected Memberships memberships() {
    return channel;
  }
}
