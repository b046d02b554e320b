package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.identity.Accounts;
import chat.model.Account;
import chat.model.Reach;
import chat.model.Standing;
import chat.model.UserId;
import chat.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Accounts on table Accounts. */
public final class DynamoAccounts implements Accounts {
  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;
  private static final Expression ABSENT = Expression.builder().expression("attribute_not_exists(userId)").build();

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<AccountItem> table;

  public DynamoAccounts(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.ACCOUNTS.nameIn(stage), AccountItem.SCHEMA);
  }

  /** A read, for all but a user's very first coming. */
  @Override
  public Account open(UserId userId) {
    AccountItem found = get(userId);
    if (found != null) {
      return found.toAccount();
    }
    try {
      table.putItem(put -> put.item(AccountItem.fresh(userId)).conditionExpression(ABSENT));
      return Account.fresh(userId);
    } catch (ConditionalCheckFailedException madeMeanwhile) {
      return open(userId);
    }
  }

  private @Nullable AccountItem get(UserId userId) {
    return table.getItem(get -> get.key(key -> key.partitionValue(userId.value())).consistentRead(true));
  }

  @Override
  public Map<UserId, Account> find(Collection<UserId> userIds) {
    List<UserId> all = List.copyOf(userIds);
    List<Account> found = new ArrayList<>();
    for (int start = 0; start < all.size(); start += BATCH) {
      found.addAll(findBatch(all.subList(start, Math.min(start + BATCH, all.size()))));
    }
    return found.stream().collect(toMap(Account::userId, Function.identity()));
  }

  private List<Account> findBatch(List<UserId> userIds) {
    ReadBatch.Builder<AccountItem> batch = ReadBatch.builder(AccountItem.class).mappedTableResource(table);
    userIds.forEach(id -> batch.addGetItem(get -> get.key(Key.builder().partitionValue(id.value()).build())
        .consistentRead(true)));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(AccountItem::toAccount).toList();
  }

  @Override
  public boolean setStanding(UserId userId, Standing standing) {
    return update(userId,
        standing == Standing.DELETED
            ? "SET standing = :standing REMOVE signedOutAt, writers"
            : "SET standing = :standing",
        "attribute_not_exists(standing) OR standing <> :deleted OR :standing = :deleted",
        Map.of(":standing", Values.text(standing.name()), ":deleted", Values.text(Standing.DELETED.name())));
  }

  @Override
  public void signOut(UserId userId, Instant at) {
    update(userId, "SET signedOutAt = :at", "attribute_not_exists(signedOutAt) OR signedOutAt < :at",
        Map.of(":at", Values.number(at.toEpochMilli())));
  }

  @Override
  public void setWriters(UserId userId, Reach writers) {
    client.updateItem(update -> update.tableName(table.tableName()).key(key(userId))
        .updateExpression("SET writers = :writers")
        .expressionAttributeValues(Map.of(":writers", Values.text(writers.name()))));
  }

  private boolean update(UserId userId, String expression, String condition, Map<String, AttributeValue> values) {
    try {
      client.updateItem(update -> update.tableName(table.tableName()).key(key(userId)).updateExpression(expression)
          .conditionExpression(condition).expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException furtherAlready) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(UserId userId) {
    return Map.of("userId", Values.text(userId.value()));
  }
}
