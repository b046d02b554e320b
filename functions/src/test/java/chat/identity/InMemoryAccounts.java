package chat.identity;

import static java.util.stream.Collectors.toMap;

import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Accounts in memory. */
public final class InMemoryAccounts implements Accounts {
  private final Map<UserId, Account> accounts = new HashMap<>();

  @Override
  public synchronized Account open(UserId userId) {
    return accounts.computeIfAbsent(userId, Account::fresh);
  }

  @Override
  public synchronized Map<UserId, Account> find(Collection<UserId> userIds) {
    return userIds.stream().filter(accounts::containsKey).map(this::open)
        .collect(toMap(Account::userId, Function.identity()));
  }

  @Override
  public synchronized boolean setStanding(UserId userId, Standing standing) {
    if (standing == Standing.DELETED) {
      accounts.put(userId, new Account(userId, standing, Instant.EPOCH, Reach.EVERYONE));
      return true;
    }
    if (open(userId).standing() == Standing.DELETED) {
      return false;
    }
    change(userId, before -> new Account(userId, standing, before.signedOutAt(), before.writers()));
    return true;
  }

  @Override
  public synchronized void signOut(UserId userId, Instant at) {
    change(userId, before -> before.signedOutAt().isBefore(at)
        ? new Account(userId, before.standing(), at, before.writers())
        : before);
  }

  @Override
  public synchronized void setWriters(UserId userId, Reach writers) {
    change(userId, before -> new Account(userId, before.standing(), before.signedOutAt(), writers));
  }

  private void change(UserId userId, UnaryOperator<Account> change) {
    accounts.put(userId, change.apply(open(userId)));
  }
}
