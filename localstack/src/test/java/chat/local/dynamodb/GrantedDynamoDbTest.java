package chat.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.dynamodb.CreateTables;
import chat.local.function.ClientProxy;
import chat.topology.Function;
import chat.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

final class GrantedDynamoDbTest {
  private static final String STAGE = "test";
  private static final String MESSAGES = Topology.MESSAGES.nameIn(STAGE);
  private static final String CHANNELS = Topology.CHANNELS.nameIn(STAGE);
  private static final String CONTACTS = Topology.CONTACTS.nameIn(STAGE);
  private static final String PRESENCE = Topology.PRESENCE.nameIn(STAGE);
  private static final Map<String, AttributeValue> MESSAGE = Map.of("channelId", AttributeValue.fromS("c"), "seq",
      AttributeValue.fromN("1"));
  private static final DynamoDbEngine ENGINE = DynamoDbEngine.inMemory();

  @BeforeAll
  static void createTables() {
    CreateTables.create(ENGINE.client(), Topology.TABLES, STAGE);
    CreateTables.create(ENGINE.client(), Topology.TABLES, STAGE);
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static DynamoDbClient as(Function function) {
    return ClientProxy.of(DynamoDbClient.class, ENGINE.client(), new GrantedDynamoDb(function, STAGE));
  }

  private static void assertDenied(String sentence, Executable call) {
    DynamoDbException denied = assertThrows(DynamoDbException.class, call);
    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    assertTrue(String.valueOf(denied.getMessage()).startsWith(sentence), denied.getMessage());
  }

  @Test
  void grantedOperationsReachTheEngineInEveryForm() {
    DynamoDbClient send = as(Topology.SEND);
    send.putItem(request -> request.tableName(MESSAGES).item(MESSAGE));
    var items = send.queryPaginator(request -> request.tableName(MESSAGES).keyConditionExpression("channelId = :c")
        .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("c")))).items();
    assertEquals(List.of(MESSAGE), items.stream().toList());
  }

  @Test
  void otherOperationsAndTablesAreDenied() {
    DynamoDbClient send = as(Topology.SEND);
    assertDenied("Function send may not GetItem on table chat-test-Messages: the topology must grant it.",
        () -> send.getItem(request -> request.tableName(MESSAGES).key(MESSAGE)));
    assertDenied("Function send may not UpdateItem on table chat-test-Messages",
        () -> send.updateItem(request -> request.tableName(MESSAGES).key(MESSAGE)));
    assertDenied("Function send may not PutItem on table chat-test-Contacts",
        () -> send.putItem(request -> request.tableName(CONTACTS).item(MESSAGE)));
    assertDenied("Function send may not Scan on table chat-test-Messages",
        () -> send.scanPaginator(request -> request.tableName(MESSAGES)).items().stream().toList());
  }

  @Test
  void anotherStageIsDenied() {
    assertDenied("Function send may not PutItem on table chat-prod-Messages", () -> as(Topology.SEND)
        .putItem(request -> request.tableName(Topology.MESSAGES.nameIn("prod")).item(MESSAGE)));
  }

  @Test
  void everyTableOfABatchMustBeGranted() {
    Map<String, AttributeValue> alice = Map.of("userId", AttributeValue.fromS("alice"));
    KeysAndAttributes key = KeysAndAttributes.builder().keys(List.of(alice)).build();
    DynamoDbClient heartbeat = as(Topology.HEARTBEAT);
    assertDoesNotThrow(() -> heartbeat.batchGetItem(request -> request.requestItems(Map.of(PRESENCE, key))));
    assertDenied("Function heartbeat may not BatchGetItem on table chat-test-Channels",
        () -> heartbeat.batchGetItem(request -> request.requestItems(Map.of(PRESENCE, key, CHANNELS, key))));
  }

  @Test
  void aTransactionIsJudgedByEachOfItsParts() {
    TransactWriteItem message = put(MESSAGES, Map.of("channelId", AttributeValue.fromS("t"), "seq",
        AttributeValue.fromN("1")));
    TransactWriteItem channel = put(CHANNELS, Map.of("channelId", AttributeValue.fromS("t")));
    TransactWriteItem contact = put(CONTACTS, Map.of("userId", AttributeValue.fromS("alice")));
    Map<String, AttributeValue> key = Map.of("channelId", AttributeValue.fromS("t"));
    DynamoDbClient send = as(Topology.SEND);
    assertDoesNotThrow(() -> send.transactWriteItems(request -> request.transactItems(message, channel)));
    assertDenied("Function send may not PutItem on table chat-test-Contacts",
        () -> send.transactWriteItems(request -> request.transactItems(message, contact)));
    TransactWriteItem update = TransactWriteItem.builder()
        .update(part -> part.tableName(MESSAGES).key(MESSAGE).updateExpression("SET size = 1")).build();
    assertDenied("Function send may not UpdateItem on table chat-test-Messages",
        () -> send.transactWriteItems(request -> request.transactItems(update)));
    TransactWriteItem delete = TransactWriteItem.builder().delete(part -> part.tableName(CHANNELS).key(key)).build();
    assertDenied("Function send may not DeleteItem on table chat-test-Channels",
        () -> send.transactWriteItems(request -> request.transactItems(delete)));
    TransactWriteItem check = TransactWriteItem.builder()
        .conditionCheck(part -> part.tableName(CHANNELS).key(key).conditionExpression("attribute_exists(channelId)"))
        .build();
    assertDenied("Function send may not ConditionCheckItem on table chat-test-Channels",
        () -> send.transactWriteItems(request -> request.transactItems(check)));
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(Put.builder().tableName(table).item(item).build()).build();
  }

  @Test
  void whatCannotBeGrantedIsDenied() {
    DynamoDbClient send = as(Topology.SEND);
    assertDenied("Function send may not ListTables", send::listTables);
    assertDenied("Function send may not DeleteTable", () -> send.deleteTable(request -> request.tableName(MESSAGES)));
  }

  @Test
  void exceptionsOfTheEngineArriveAsTheyAre() {
    DynamoDbClient send = as(Topology.SEND);
    send.putItem(request -> request.tableName(MESSAGES).item(MESSAGE));
    assertThrows(ConditionalCheckFailedException.class, () -> send.putItem(
        request -> request.tableName(MESSAGES).item(MESSAGE).conditionExpression("attribute_not_exists(channelId)")));
  }

  @Test
  void theEnhancedClientWorksOnIt() {
    assertDoesNotThrow(() -> DynamoDbEnhancedClient.builder().dynamoDbClient(as(Topology.SEND)).build());
  }

  @Test
  void closingItLeavesTheEngineOpen() {
    as(Topology.SEND).close();
    assertDoesNotThrow(() -> ENGINE.client().listTables());
  }
}
