package chat.messaging;

import chat.model.ConnectionId;
import chat.model.Message;
import java.util.Optional;

/**
 * A message as it stands in the log.
 *
 * @param origin the socket that sent it, which is answered and so needs no copy
 */
public record LogEntry(Message message, Optional<ConnectionId> origin) {}
