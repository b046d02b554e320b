package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.identity.Caller;
import chat.identity.Ticket;
import chat.model.DeviceId;
import chat.model.UserId;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Tickets, found by the digest of the ticket. Times are seconds since 1970, as DynamoDB's time to live wants it. */
record TicketItem(String ticket, String userId, String device, long issuedAt, long expiresAt) {

  static final StaticImmutableTableSchema<TicketItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(TicketItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("ticket").getter(TicketItem::ticket)
          .setter((b, value) -> b.ticket = value).tags(primaryPartitionKey()))
      .addAttribute(String.class,
          a -> a.name("userId").getter(TicketItem::userId).setter((b, value) -> b.userId = value))
      .addAttribute(String.class,
          a -> a.name("device").getter(TicketItem::device).setter((b, value) -> b.device = value))
      .addAttribute(Long.class,
          a -> a.name("issuedAt").getter(TicketItem::issuedAt).setter((b, value) -> b.issuedAt = value))
      .addAttribute(Long.class,
          a -> a.name("expiresAt").getter(TicketItem::expiresAt).setter((b, value) -> b.expiresAt = value))
      .build();

  static TicketItem of(Ticket ticket, Caller caller, Instant expiresAt) {
    return new TicketItem(ticket.digest(), caller.userId().value(), caller.device().value(),
        caller.issuedAt().getEpochSecond(), expiresAt.getEpochSecond());
  }

  Caller toCaller() {
    return new Caller(new UserId(userId), new DeviceId(device), Instant.ofEpochSecond(issuedAt));
  }

  static final class Builder {
    private String ticket = "";
    private String userId = "";
    private String device = "";
    private long issuedAt;
    private long expiresAt;

    private TicketItem build() {
      return new TicketItem(ticket, userId, device, issuedAt, expiresAt);
    }
  }
}
