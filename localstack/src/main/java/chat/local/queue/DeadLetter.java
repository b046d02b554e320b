package chat.local.queue;

import java.time.Instant;

/**
 * A message that was given up.
 *
 * @param receiveCount how often it was handed out, looks at it among the dead letters included
 * @param sentAt when it was first sent
 */
public record DeadLetter(String messageId, String body, int receiveCount, Instant sentAt) {}
