package chat.aws.dynamodb;

import chat.identity.Tickets;
import chat.identity.TicketsContract;

class DynamoTicketsTest extends TicketsContract {
  private final Tickets tickets = new DynamoTickets(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Tickets tickets() {
    return tickets;
  }
}
