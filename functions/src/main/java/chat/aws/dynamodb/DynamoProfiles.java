package chat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import chat.model.Profile;
import chat.model.UserId;
import chat.people.Profiles;
import chat.topology.Topology;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Profiles on tables Users, Handles and UserTerms. */
public final class DynamoProfiles implements Profiles {
  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<ProfileItem> table;
  private final String terms;
  private final ProfileWrites writes;

  public DynamoProfiles(DynamoDbClient client, DynamoDbEnhancedClient enhanced, String stage) {
    this.client = client;
    this.enhanced = enhanced;
    this.table = enhanced.table(Topology.USERS.nameIn(stage), ProfileItem.SCHEMA);
    this.terms = Topology.USER_TERMS.nameIn(stage);
    this.writes = new ProfileWrites(stage);
  }

  @Override
  public Optional<Profile> find(UserId userId) {
    return Optional
        .ofNullable(table.getItem(get -> get.key(key -> key.partitionValue(userId.value())).consistentRead(true)))
        .map(ProfileItem::toProfile);
  }

  @Override
  public Map<UserId, Profile> find(Collection<UserId> userIds) {
    ReadBatch.Builder<ProfileItem> batch = ReadBatch.builder(ProfileItem.class).mappedTableResource(table);
    userIds.forEach(id -> batch.addGetItem(Key.builder().partitionValue(id.value()).build()));
    return enhanced.batchGetItem(request -> request.addReadBatch(batch.build())).resultsForTable(table).stream()
        .map(ProfileItem::toProfile).collect(toMap(Profile::userId, Function.identity()));
  }

  @Override
  public Outcome replace(@Nullable Profile before, @Nullable Profile after, Instant now) {
    UserId userId = Objects.requireNonNull(after == null ? before : after).userId();
    try {
      TransactionConflicts.transact(client, writes.of(userId, before, after, now));
      return Outcome.REPLACED;
    } catch (TransactionCanceledException canceled) {
      if (!TransactionConflicts.isRefused(canceled)) {
        throw canceled;
      }
      return canceled.cancellationReasons().getFirst().code().equals(TransactionConflicts.REFUSED)
          ? Outcome.CHANGED_MEANWHILE
          : Outcome.HANDLE_TAKEN;
    }
  }

  @Override
  public List<Hit> search(String beginning, @Nullable Hit after, int limit) {
    return client.query(query -> {
      query.tableName(terms).keyConditionExpression("prefix = :prefix AND begins_with(term, :beginning)")
          .expressionAttributeValues(Map.of(":prefix", Values.text(ProfileWrites.prefix(beginning)), ":beginning",
              Values.text(beginning)))
          .limit(limit);
      if (after != null) {
        query.exclusiveStartKey(ProfileWrites.termKey(after.term(), after.userId()));
      }
    }).items().stream().map(DynamoProfiles::hit).toList();
  }

  private static Hit hit(Map<String, AttributeValue> row) {
    String term = Objects.requireNonNull(row.get("term")).s();
    int separator = term.indexOf(ProfileWrites.SEPARATOR);
    return new Hit(term.substring(0, separator), new UserId(term.substring(separator + 1)));
  }
}
