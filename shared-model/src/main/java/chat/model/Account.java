package chat.model;

import java.time.Instant;

/**
 * A user as far as it decides who gets in and who may write to them.
 *
 * @param signedOutAt when the user last signed out everywhere: tokens from before are worth nothing; the epoch if never
 * @param writers who may open a conversation with the user or add them to a group
 */
public record Account(UserId userId, Standing standing, Instant signedOutAt, Reach writers) {
  /** The account of somebody who has just come. */
  public static Account fresh(UserId userId) {
    return new Account(userId, Standing.ACTIVE, Instant.EPOCH, Reach.EVERYONE);
  }

  /** Whether a token of that time is from before the user signed out everywhere; tokens know whole seconds only. */
  public boolean hasSignedOutSince(Instant issuedAt) {
    return issuedAt.getEpochSecond() <= signedOutAt.getEpochSecond();
  }
}
