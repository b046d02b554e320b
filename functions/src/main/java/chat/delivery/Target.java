package chat.delivery;

import chat.model.ConnectionId;
import chat.model.UserId;
import java.time.Instant;

/** A socket as far as is known, whose it is, and since when. */
public record Target(UserId userId, ConnectionId connectionId, Instant since) {}
