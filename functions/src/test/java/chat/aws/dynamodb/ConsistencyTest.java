package chat.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.channel.Memberships;
import chat.messaging.SideBySide;
import chat.model.ChannelId;
import chat.model.InviteCode;
import chat.model.Reach;
import chat.model.UserId;
import chat.presence.Watches.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The reads on which the promises rest ask for strong consistency. DynamoDB Local always reads consistently, so only the
 * requests can show it.
 */
class ConsistencyTest {
  private static final ChannelId CHANNEL = new ChannelId("c");

  private final List<Boolean> consistentReads = new ArrayList<>();
  private final DynamoDbClient client = recording();
  private final DynamoDbEnhancedClient dynamoDb = DynamoDbEnhancedClient.builder().dynamoDbClient(client)
      .extensions(List.of()).build();

  private DynamoDbClient recording() {
    return (DynamoDbClient) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{DynamoDbClient.class},
        (proxy, method, arguments) -> {
          switch (arguments == null ? null : arguments[0]) {
            case QueryRequest query -> consistentReads.add(query.consistentRead());
            case GetItemRequest get -> consistentReads.add(get.consistentRead());
            case BatchGetItemRequest batch ->
              batch.requestItems().values().forEach(keys -> consistentReads.add(keys.consistentRead()));
            case null, default -> {
            }
          }
          try {
            return method.invoke(DynamoDbLocal.client(), arguments);
          } catch (InvocationTargetException failed) {
            throw failed.getCause();
          }
        });
  }

  private void assertConsistent(int reads) {
    assertEquals(reads, consistentReads.size());
    assertTrue(consistentReads.stream().allMatch(Boolean.TRUE::equals), consistentReads.toString());
  }

  @Test
  void theLogIsReadConsistently() {
    DynamoMessageLog log = new DynamoMessageLog(client, dynamoDb, DynamoDbLocal.STAGE);
    log.from(CHANNEL, 1, 10);
    log.before(CHANNEL, 10, 10);
    assertConsistent(2);
  }

  @Test
  void whatADecisionStandsOnIsReadConsistently() {
    new DynamoChannels(client, dynamoDb, DynamoDbLocal.STAGE).get(CHANNEL);
    new DynamoInvites(client, dynamoDb, DynamoDbLocal.STAGE).find(new InviteCode(CHANNEL, "s".repeat(22)));
    assertConsistent(2);
  }

  @Test
  void whoGetsInIsReadConsistently() {
    DynamoAccounts accounts = new DynamoAccounts(client, dynamoDb, DynamoDbLocal.STAGE);
    UserId user = new UserId("somebody");
    accounts.setWriters(user, Reach.EVERYONE);
    accounts.open(user);
    accounts.find(List.of(user));
    new DynamoPresences(client, dynamoDb, DynamoDbLocal.STAGE).current(user);
    assertConsistent(3);
  }

  @Test
  void whatKeepsPeopleApartIsReadConsistently() {
    UserId alice = new UserId("alice");
    UserId bob = new UserId("bob");
    DynamoContacts contacts = new DynamoContacts(client, dynamoDb, DynamoDbLocal.STAGE);
    contacts.find(alice, List.of(bob));
    contacts.change(alice, bob, pair -> pair);
    new DynamoProfiles(client, dynamoDb, DynamoDbLocal.STAGE).find(alice);
    assertConsistent(3);
    contacts.glance(alice, List.of(bob));
    assertNotEquals(true, consistentReads.getLast());
  }

  @Test
  void whoIsToldIsReadConsistently() {
    UserId alice = new UserId("alice");
    DynamoWatches watches = new DynamoWatches(client, dynamoDb, DynamoDbLocal.STAGE, SideBySide.on(Runnable::run));
    watches.of(alice, Range.ALL, 10);
    assertConsistent(1);
    watches.isWatched(alice);
    assertNotEquals(true, consistentReads.getLast());
  }

  @Test
  void membershipIsReadConsistently() {
    DynamoMemberships memberships = new DynamoMemberships(client, dynamoDb, DynamoDbLocal.STAGE);
    memberships.find(CHANNEL, new UserId("alice"));
    memberships.all(CHANNEL);
    memberships.first(CHANNEL, 10);
    memberships.page(CHANNEL, null, 10);
    memberships.find(List.of(new Memberships.Key(CHANNEL, new UserId("alice"))));
    assertConsistent(5);
  }
}
