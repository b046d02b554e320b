package chat.local.gateway;

import java.time.Instant;

/**
 * An open socket as it is at the moment.
 *
 * @param principal whom the authorizer named
 * @param lastActiveAt when the last frame went either way
 * @param framesIn messages of the client
 * @param framesOut messages to the client
 */
public record OpenConnection(String id, String principal, Instant connectedAt, Instant lastActiveAt, String sourceIp,
    String userAgent, long framesIn, long framesOut) {}
