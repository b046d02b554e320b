package chat.identity;

import chat.model.Account;
import chat.model.UserId;
import java.time.Instant;

/** Whether somebody with a good token may come in. Whoever comes first gets an account. */
public final class Admission {
  private final Accounts accounts;

  public Admission(Accounts accounts) {
    this.accounts = accounts;
  }

  /** What becomes of them. */
  public enum Verdict {
    ADMITTED, SUSPENDED,
    /** The token is from before the user signed out everywhere. */
    SIGNED_OUT, DELETED
  }

  /** {@code issuedAt}: when the token was issued. */
  public Verdict admit(UserId userId, Instant issuedAt) {
    Account account = accounts.open(userId);
    return switch (account.standing()) {
      case SUSPENDED -> Verdict.SUSPENDED;
      case DELETED -> Verdict.DELETED;
      case ACTIVE -> account.hasSignedOutSince(issuedAt) ? Verdict.SIGNED_OUT : Verdict.ADMITTED;
    };
  }
}
