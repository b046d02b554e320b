package chat.identity;

import java.time.Instant;
import java.util.Optional;

/** The tickets that are out. */
public interface Tickets {
  /** {@code expiresAt}: a whole second. */
  void keep(Ticket ticket, Caller caller, Instant expiresAt);

  /** Whose it was, the first time it is asked and before it expires; never again, even at the same moment. */
  Optional<Caller> redeem(Ticket ticket, Instant now);
}
