package chat.aws.dynamodb;

import chat.contact.Contacts;
import chat.contact.ContactsContract;

class DynamoContactsTest extends ContactsContract {
  private final Contacts contacts = new DynamoContacts(DynamoDbLocal.client(), DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Override
  protected Contacts contacts() {
    return contacts;
  }
}
