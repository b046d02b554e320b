package chat.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Gives somebody who is known a ticket for one socket. */
public final class IssueTicket {
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Tickets tickets;
  private final InstantSource clock;
  private final RandomGenerator random;

  public IssueTicket(Tickets tickets, InstantSource clock, RandomGenerator random) {
    this.tickets = tickets;
    this.clock = clock;
    this.random = random;
  }

  /** A ticket, and when it is worth nothing any more. */
  public record Issued(Ticket ticket, Instant expiresAt) {}

  public Issued issue(Caller caller) {
    Issued issued = new Issued(Ticket.draw(random), clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS));
    tickets.keep(issued.ticket(), caller, issued.expiresAt());
    return issued;
  }
}
