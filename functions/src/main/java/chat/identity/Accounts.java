package chat.identity;

import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Who has an account, and in what standing. All reads are strongly consistent: they decide who gets in. */
public interface Accounts {
  /** The account as it is; made if there is none. */
  Account open(UserId userId);

  /** Of those who have one. */
  Map<UserId, Account> find(Collection<UserId> userIds);

  /**
   * Sets the standing, also of one who never came. A deleted account stays deleted, and has nothing but its standing.
   *
   * @return whether the account has that standing now
   */
  boolean setStanding(UserId userId, Standing standing);

  /** Tokens issued until then are worth nothing. It only moves forward. */
  void signOut(UserId userId, Instant at);

  /** Sets who may write to the user. */
  void setWriters(UserId userId, Reach writers);
}
