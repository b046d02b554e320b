package chat.identity;

import chat.model.DeviceId;
import chat.model.UserId;
import java.time.Instant;

/**
 * Who opens a socket.
 *
 * @param issuedAt when the token was issued by which they are known
 */
public record Caller(UserId userId, DeviceId device, Instant issuedAt) {}
