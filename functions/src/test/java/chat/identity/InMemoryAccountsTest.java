package chat.identity;

class InMemoryAccountsTest extends AccountsContract {
  private final Accounts accounts = new InMemoryAccounts();

  @Override
  protected Accounts accounts() {
    return accounts;
  }
}
