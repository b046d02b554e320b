package chat.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets in memory. */
public final class InMemoryTickets implements Tickets {
  private final Map<String, Kept> tickets = new ConcurrentHashMap<>();

  private record Kept(Caller caller, Instant expiresAt) {}

  @Override
  public void keep(Ticket ticket, Caller caller, Instant expiresAt) {
    tickets.put(ticket.digest(), new Kept(caller, expiresAt));
  }

  @Override
  public Optional<Caller> redeem(Ticket ticket, Instant now) {
    return Optional.ofNullable(tickets.remove(ticket.digest()))
        .filter(kept -> kept.expiresAt().getEpochSecond() > now.getEpochSecond()).map(Kept::caller);
  }
}
