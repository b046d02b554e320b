package chat.identity;

class InMemoryTicketsTest extends TicketsContract {
  private final Tickets tickets = new InMemoryTickets();

  @Override
  protected Tickets tickets() {
    return tickets;
  }
}
