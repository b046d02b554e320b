package chat.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.model.DeviceId;
import chat.model.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of tickets does. */
public abstract class TicketsContract {
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");
  private static final Caller ALICE = new Caller(new UserId("alice"), new DeviceId("browser"), T0.minusSeconds(60));
  private static final int AT_ONCE = 20;

  private final Ticket ticket = Ticket.draw(new SecureRandom());

  protected abstract Tickets tickets();

  @Test
  void aTicketWorksOnce() {
    tickets().keep(ticket, ALICE, T0.plusSeconds(30));
    assertEquals(Optional.of(ALICE), tickets().redeem(ticket, T0));
    assertEquals(Optional.empty(), tickets().redeem(ticket, T0));
  }

  @Test
  void aTicketExpires() {
    tickets().keep(ticket, ALICE, T0.plusSeconds(30));
    assertEquals(Optional.empty(), tickets().redeem(ticket, T0.plusSeconds(30)));
    Ticket other = Ticket.draw(new SecureRandom());
    tickets().keep(other, ALICE, T0.plusSeconds(30));
    assertEquals(Optional.of(ALICE), tickets().redeem(other, T0.plusMillis(29_999)));
  }

  @Test
  void whatWasNeverGivenOpensNothing() {
    assertEquals(Optional.empty(), tickets().redeem(ticket, T0));
  }

  @Test
  void ofManyAtTheSameMomentOneWorks() throws Exception {
    tickets().keep(ticket, ALICE, T0.plusSeconds(30));
    CyclicBarrier start = new CyclicBarrier(AT_ONCE);
    Callable<Optional<Caller>> redeem = () -> {
      start.await();
      return tickets().redeem(ticket, T0);
    };
    int redeemed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Optional<Caller>>> all = IntStream.range(0, AT_ONCE).mapToObj(_ -> redeem).toList();
      for (Future<Optional<Caller>> result : threads.invokeAll(all)) {
        redeemed += result.get().isPresent() ? 1 : 0;
      }
    }
    assertEquals(1, redeemed);
  }

  @Test
  void whatIsStoredOpensNothing() {
    assertFalse(ticket.digest().contains(ticket.secret()));
    assertFalse(ticket.toString().contains(ticket.secret()));
    tickets().keep(ticket, ALICE, T0.plusSeconds(30));
    assertEquals(Optional.empty(), tickets().redeem(new Ticket(ticket.digest()), T0));
  }
}
