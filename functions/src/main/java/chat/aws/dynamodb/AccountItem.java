package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Accounts. What is absent is as in a fresh account, so that any of it can be set before the user first comes.
 * {@code signedOutAt} is milliseconds since 1970.
 */
record AccountItem(String userId, @Nullable String standing, @Nullable Long signedOutAt, @Nullable String writers) {

  static final StaticImmutableTableSchema<AccountItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(AccountItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(AccountItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class,
          a -> a.name("standing").getter(AccountItem::standing).setter((b, value) -> b.standing = value))
      .addAttribute(Long.class,
          a -> a.name("signedOutAt").getter(AccountItem::signedOutAt).setter((b, value) -> b.signedOutAt = value))
      .addAttribute(String.class,
          a -> a.name("writers").getter(AccountItem::writers).setter((b, value) -> b.writers = value))
      .build();

  static AccountItem fresh(UserId userId) {
    return new AccountItem(userId.value(), null, null, null);
  }

  Account toAccount() {
    Account fresh = Account.fresh(new UserId(userId));
    return new Account(fresh.userId(), standing == null ? fresh.standing() : Standing.valueOf(standing),
        signedOutAt == null ? fresh.signedOutAt() : Instant.ofEpochMilli(signedOutAt),
        writers == null ? fresh.writers() : Reach.valueOf(writers));
  }

  static final class Builder {
    private String userId = "";
    private @Nullable String standing;
    private @Nullable Long signedOutAt;
    private @Nullable String writers;

    private AccountItem build() {
      return new AccountItem(userId, standing, signedOutAt, writers);
    }
  }
}
