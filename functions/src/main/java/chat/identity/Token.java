package chat.identity;

import chat.model.UserId;
import java.time.Instant;

/**
 * What a good token says.
 *
 * @param issuedAt when the user signed in for it, where the token tells ({@code auth_time}, OpenID Connect Core, section 2):
 * one that a refresh has brought is as old as that. Otherwise when it was issued.
 */
public record Token(UserId userId, Instant issuedAt) {}
