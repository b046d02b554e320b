package chat.identity;

import chat.model.InvalidValueException;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out who opens a socket: by a token, or by a ticket that was given for one. */
public final class Authenticate {
  private final TokenVerifier tokens;
  private final Tickets tickets;
  private final InstantSource clock;

  public Authenticate(TokenVerifier tokens, Tickets tickets, InstantSource clock) {
    this.tokens = tokens;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** Empty if nobody is known by it. A ticket is used up. */
  public Optional<Caller> authenticate(Handshake handshake) {
    try {
      return handshake.ticket().isPresent()
          ? tickets.redeem(new Ticket(handshake.ticket().get()), clock.instant())
          : byToken(handshake);
    } catch (InvalidValueException noTicketOrDevice) {
      return Optional.empty();
    }
  }

  private Optional<Caller> byToken(Handshake handshake) {
    return handshake.token().flatMap(tokens::verify)
        .map(token -> new Caller(token.userId(), handshake.device(), token.issuedAt()));
  }
}
