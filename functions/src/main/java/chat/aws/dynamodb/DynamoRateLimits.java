package chat.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import chat.limit.RateLimits;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Buckets on table RateLimits: one item a user, and in it for each bucket the millisecond at which it is full again (the
 * generic cell rate algorithm of ITU-T I.371). One number says all, so one conditional write both checks and takes.
 */
public final class DynamoRateLimits implements RateLimits {
  /** A row that nobody touched for so long says of every bucket that it is full, as no row does. */
  private static final Duration ROW_LIFETIME = Arrays.stream(RateLimit.values()).map(RateLimit::fillTime)
      .max(Duration::compareTo).orElseThrow().plusSeconds(1);

  private final DynamoDbClient client;
  private final String table;

  public DynamoRateLimits(DynamoDbClient client, String stage) {
    this.client = client;
    this.table = Topology.RATE_LIMITS.nameIn(stage);
  }

  /** Takes out of a full bucket, as most are; only when that fails, and there is enough, out of one that is filling. */
  @Override
  public Optional<Duration> take(UserId userId, RateLimit limit, Instant now) {
    long taken = limit.chargeTime().toMillis();
    long latest = now.plus(limit.fillTime()).toEpochMilli() - taken;
    Optional<Long> fullAt = update(userId, limit, now, "attribute_not_exists(#limit) OR #limit <= :now",
        "SET #limit = :full",
        Map.of(":now", Values.number(now.toEpochMilli()), ":full", Values.number(now.toEpochMilli() + taken)));
    if (fullAt.filter(time -> time <= latest).isPresent()) {
      fullAt = update(userId, limit, now, "#limit <= :latest", "SET #limit = #limit + :taken",
          Map.of(":latest", Values.number(latest), ":taken", Values.number(taken)));
    }
    return fullAt.map(time -> Duration.ofMillis(time - latest));
  }

  @Override
  public void forget(UserId userId) {
    client.deleteItem(delete -> delete.tableName(table).key(key(userId)));
  }

  private static Map<String, AttributeValue> key(UserId userId) {
    return Map.of("userId", Values.text(userId.value()));
  }

  /** Returns when the bucket will be full if the condition does not hold, and empty if it was done. */
  private Optional<Long> update(UserId userId, RateLimit limit, Instant now, String condition, String change,
      Map<String, AttributeValue> operands) {
    Map<String, AttributeValue> values = new HashMap<>(operands);
    values.put(":expiresAt", Values.number(now.plus(ROW_LIFETIME).getEpochSecond()));
    try {
      client.updateItem(update -> update.tableName(table).key(key(userId))
          .updateExpression(change + ", expiresAt = :expiresAt").conditionExpression(condition)
          .expressionAttributeNames(Map.of("#limit", limit.name())).expressionAttributeValues(values)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException otherwise) {
      return Optional.of(Long.parseLong(requireNonNull(otherwise.item().get(limit.name())).n()));
    }
  }
}
