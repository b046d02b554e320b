package chat.aws.dynamodb;

import chat.identity.Accounts;
import chat.identity.AccountsContract;

class DynamoAccountsTest extends AccountsContract {
  private final Accounts accounts = new DynamoAccounts(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Accounts accounts() {
    return accounts;
  }
}
