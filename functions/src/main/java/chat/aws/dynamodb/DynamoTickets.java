package chat.aws.dynamodb;

import chat.identity.Caller;
import chat.identity.Ticket;
import chat.identity.Tickets;
import chat.topology.Topology;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Tickets on table Tickets. Redeeming deletes the row, which succeeds once; what is not redeemed goes by itself. */
public final class DynamoTickets implements Tickets {
  private final DynamoDbClient client;
  private final DynamoDbTable<TicketItem> table;

  public DynamoTickets(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.table = enhanced.table(Topology.TICKETS.nameIn(stage), TicketItem.SCHEMA);
  }

  @Override
  public void keep(Ticket ticket, Caller caller, Instant expiresAt) {
    table.putItem(TicketItem.of(ticket, caller, expiresAt));
  }

  /** Time to live is late by hours, so the time is looked at too. */
  @Override
  public Optional<Caller> redeem(Ticket ticket, Instant now) {
    try {
      return Optional.of(TicketItem.SCHEMA.mapToItem(client.deleteItem(delete -> delete.tableName(table.tableName())
          .key(Map.of("ticket", Values.text(ticket.digest()))).conditionExpression("expiresAt > :now")
          .expressionAttributeValues(Map.of(":now", Values.number(now.getEpochSecond())))
          .returnValues(ReturnValue.ALL_OLD)).attributes()).toCaller());
    } catch (ConditionalCheckFailedException unknownUsedOrExpired) {
      return Optional.empty();
    }
  }
}
