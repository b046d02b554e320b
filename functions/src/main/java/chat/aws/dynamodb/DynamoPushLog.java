package chat.aws.dynamodb;

import chat.push.PushLog;
import chat.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What devices have been told, on table Pushes. A row has {@code seq} and {@code told}, up to which entry and how often;
 * {@code next}, when it may be told again; {@code claimedUntil}; {@code awaitedSeq} and {@code awaitedAt} of an order on its
 * way. All times are milliseconds since 1970, 0 for never.
 */
public final class DynamoPushLog implements PushLog {
  private static final Duration KEPT = Duration.ofDays(1);

  private final DynamoDbClient client;
  private final String table;

  public DynamoPushLog(DynamoDbClient client, String stage) {
    this.client = client;
    this.table = Topology.PUSHES.nameIn(stage);
  }

  @Override
  public Claim claim(Place place, long seq, long read, Instant now, Instant until) {
    try {
      Map<String, AttributeValue> before = client.updateItem(update -> update.tableName(table).key(key(place))
          .updateExpression("SET claimedUntil = :until, expiresAt = :expires, seq = if_not_exists(seq, :none), "
              + "told = if_not_exists(told, :none), #next = if_not_exists(#next, :none)")
          .conditionExpression("attribute_not_exists(device) OR (seq < :seq AND claimedUntil <= :now "
              + "AND (#next <= :now OR seq <= :read))")
          .expressionAttributeNames(Map.of("#next", "next"))
          .expressionAttributeValues(Map.of(":until", millis(until), ":expires", expiry(now), ":none",
              Values.number(0), ":seq", Values.number(seq), ":now", millis(now), ":read", Values.number(read)))
          .returnValues(ReturnValue.ALL_OLD)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).attributes();
      boolean fresh = number(before, "seq") <= read;
      return new Claim.Granted(Math.max(seq, number(before, "awaitedSeq")),
          fresh ? 0 : Math.toIntExact(number(before, "told")));
    } catch (ConditionalCheckFailedException refused) {
      return refusal(refused.item(), seq, now);
    }
  }

  private static Claim refusal(Map<String, AttributeValue> row, long seq, Instant now) {
    if (number(row, "seq") >= seq) {
      return new Claim.Told();
    }
    Instant claimedUntil = Instant.ofEpochMilli(number(row, "claimedUntil"));
    return claimedUntil.isAfter(now)
        ? new Claim.Taken(claimedUntil)
        : new Claim.TooSoon(Instant.ofEpochMilli(number(row, "next")));
  }

  @Override
  public void told(Place place, long seq, int told, Instant next) {
    client.updateItem(update -> update.tableName(table).key(key(place))
        .updateExpression("SET seq = :seq, told = :told, #next = :next, claimedUntil = :none, expiresAt = :expires")
        .expressionAttributeNames(Map.of("#next", "next"))
        .expressionAttributeValues(Map.of(":seq", Values.number(seq), ":told", Values.number(told), ":next",
            millis(next), ":none", Values.number(0), ":expires", expiry(next))));
  }

  @Override
  public void release(Place place) {
    client.updateItem(update -> update.tableName(table).key(key(place)).updateExpression("SET claimedUntil = :none")
        .expressionAttributeValues(Map.of(":none", Values.number(0))));
  }

  @Override
  public boolean await(Place place, long seq, Instant next) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":seq", Values.number(seq), ":next", millis(next)));
    try {
      Map<String, AttributeValue> before = client.updateItem(update -> update.tableName(table).key(key(place))
          .updateExpression("SET awaitedSeq = :seq, awaitedAt = :next")
          .conditionExpression("attribute_not_exists(awaitedSeq) OR awaitedSeq < :seq")
          .expressionAttributeValues(values).returnValues(ReturnValue.ALL_OLD)).attributes();
      return number(before, "awaitedAt") != next.toEpochMilli();
    } catch (ConditionalCheckFailedException aLaterOneIsAwaited) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(Place place) {
    return Map.of("device", Values.text(place.userId().value() + "/" + place.device().value()), "channelId",
        Values.text(place.channelId().value()));
  }

  private static AttributeValue millis(Instant instant) {
    return Values.number(instant.toEpochMilli());
  }

  private static AttributeValue expiry(Instant now) {
    return Values.number(now.plus(KEPT).getEpochSecond());
  }

  private static long number(Map<String, AttributeValue> row, String name) {
    return row.containsKey(name) ? Long.parseLong(row.get(name).n()) : 0;
  }
}
