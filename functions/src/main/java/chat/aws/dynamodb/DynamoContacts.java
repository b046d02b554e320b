package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThan;

import chat.contact.Contacts;
import chat.contact.Pair;
import chat.model.Contact;
import chat.model.UserId;
import chat.topology.Topology;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Contacts on table Contacts. Both rows of a pair are written in one transaction, if both still are as they were read. */
public final class DynamoContacts implements Contacts {
  /** Some six seconds of standing back, which no two people need. */
  private static final int TRIES = 50;
  private static final Duration PAUSE = Duration.ofMillis(4);
  private static final int LONGEST_PAUSES = 6;
  private static final Expression ASKED = Expression.builder().expression("#state IN (:asked, :accepted)")
      .putExpressionName("#state", "state")
      .putExpressionValue(":asked", Values.text(Contact.State.OUTGOING.name()))
      .putExpressionValue(":accepted", Values.text(Contact.State.ACCEPTED.name())).build();

  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<ContactItem> table;

  public DynamoContacts(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.CONTACTS.nameIn(stage), ContactItem.SCHEMA);
  }

  @Override
  public Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
    for (int tries = 0; tries < TRIES; tries++) {
      Pair before = pair(userId, otherId);
      Pair after = step.apply(before);
      if (after.equals(before) || replace(before, after)) {
        return after;
      }
      LockSupport.parkNanos(
          ThreadLocalRandom.current().nextLong(1, PAUSE.toNanos() << Math.min(tries, LONGEST_PAUSES)));
    }
    throw new IllegalStateException("The contacts changed too often.");
  }

  /** Perhaps torn: then one of the rows is not as it was any more, and nothing is written. */
  private Pair pair(UserId userId, UserId otherId) {
    Pair none = Pair.none(userId, otherId);
    List<Contact> rows = batch(Stream.of(none.own(), none.others()).map(ContactItem::of).toList(), true).toList();
    return new Pair(rows.stream().filter(row -> row.userId().equals(userId)).findFirst().orElse(none.own()),
        rows.stream().filter(row -> row.userId().equals(otherId)).findFirst().orElse(none.others()));
  }

  private boolean replace(Pair before, Pair after) {
    try {
      TransactionConflicts.transact(client,
          List.of(write(before.own(), after.own()), write(before.others(), after.others())));
      return true;
    } catch (TransactionCanceledException canceled) {
      if (TransactionConflicts.isRefused(canceled)) {
        return false;
      }
      throw canceled;
    }
  }

  private TransactWriteItem write(Contact before, Contact after) {
    Map<String, AttributeValue> read = before.isNothing() ? Map.of() : row(before);
    return after.isNothing()
        ? Unchanged.delete(table.tableName(), Map.of("userId", Values.text(after.userId().value()), "otherId",
            Values.text(after.otherId().value())), read, ContactItem.SCHEMA.attributeNames())
        : Unchanged.put(table.tableName(), read, ContactItem.SCHEMA.attributeNames(), row(after));
  }

  private static Map<String, AttributeValue> row(Contact contact) {
    return ContactItem.SCHEMA.itemToMap(ContactItem.of(contact), true);
  }

  @Override
  public Map<UserId, Contact> find(UserId userId, Collection<UserId> others) {
    return batch(userId, others, true);
  }

  @Override
  public Map<UserId, Contact> glance(UserId userId, Collection<UserId> others) {
    return batch(userId, others, false);
  }

  private Map<UserId, Contact> batch(UserId userId, Collection<UserId> others, boolean consistent) {
    return batch(others.stream().map(other -> ContactItem.of(Contact.none(userId, other))).toList(), consistent)
        .collect(toMap(Contact::otherId, Function.identity()));
  }

  private Stream<Contact> batch(List<ContactItem> keys, boolean consistent) {
    ReadBatch.Builder<ContactItem> batch = ReadBatch.builder(ContactItem.class).mappedTableResource(table);
    keys.forEach(key -> batch.addGetItem(get -> get
        .key(item -> item.partitionValue(key.userId()).sortValue(key.otherId())).consistentRead(consistent)));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(ContactItem::toContact);
  }

  @Override
  public Page page(UserId userId, @Nullable UserId after, int limit) {
    List<Contact> rows = table.query(query -> query.queryConditional(after == null
        ? keyEqualTo(key -> key.partitionValue(userId.value()))
        : sortGreaterThan(key -> key.partitionValue(userId.value()).sortValue(after.value()))).limit(limit)).items()
        .stream().limit(limit).map(ContactItem::toContact).toList();
    return new Page(rows, rows.size() == limit ? Optional.of(rows.getLast().otherId()) : Optional.empty());
  }

  @Override
  public int count(UserId userId) {
    return (int) table.query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(userId.value())))
        .filterExpression(ASKED).attributesToProject("otherId")).items().stream().count();
  }
}
