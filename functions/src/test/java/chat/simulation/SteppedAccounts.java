package chat.simulation;

import chat.identity.Accounts;
import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Accounts as functions reach them. */
final class SteppedAccounts implements Accounts {
  private final Steps steps;
  private final Tables tables;

  SteppedAccounts(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public Account open(UserId userId) {
    return steps.call("open the account of " + userId, () -> tables.accounts.open(userId));
  }

  @Override
  public Map<UserId, Account> find(Collection<UserId> userIds) {
    return steps.call("find accounts", () -> tables.accounts.find(userIds));
  }

  @Override
  public boolean setStanding(UserId userId, Standing standing) {
    return steps.call("set a standing", () -> tables.accounts.setStanding(userId, standing));
  }

  @Override
  public void signOut(UserId userId, Instant at) {
    steps.call("sign out", () -> {
      tables.accounts.signOut(userId, at);
      return "signed out";
    });
  }

  @Override
  public void setWriters(UserId userId, Reach writers) {
    steps.call("set writers", () -> {
      tables.accounts.setWriters(userId, writers);
      return "set";
    });
  }
}
