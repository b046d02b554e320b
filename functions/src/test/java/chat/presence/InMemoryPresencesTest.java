package chat.presence;

class InMemoryPresencesTest extends PresencesContract {
  private final Presences presence = new InMemoryPresences();

  @Override
  protected Presences presences() {
    return presence;
  }
}
