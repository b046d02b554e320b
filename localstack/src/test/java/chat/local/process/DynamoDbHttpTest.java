package chat.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.dynamodb.CreateTables;
import chat.local.dynamodb.DynamoDbEngine;
import chat.local.dynamodb.GrantedDynamoDb;
import chat.local.function.ClientProxy;
import chat.topology.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The AWS SDK over HTTP, before the embedded engine. */
class DynamoDbHttpTest {
  private static final String MESSAGES = Topology.MESSAGES.nameIn("local");
  private static final DynamoDbEngine ENGINE = DynamoDbEngine.inMemory();
  private static final DynamoDbHttp HTTP = DynamoDbHttp.open(
      (function, invocation) -> function.name().equals("deliver")
          ? ClientProxy.of(DynamoDbClient.class, ENGINE.client(), new GrantedDynamoDb(function, "local"))
          : ENGINE.client(),
      Topology.FUNCTIONS, new RunningInvocations());

  @BeforeAll
  static void create() {
    CreateTables.create(ENGINE.client(), Topology.TABLES, "local");
  }

  @AfterAll
  static void close() {
    HTTP.close();
    ENGINE.close();
  }

  private static DynamoDbClient client(String function) {
    return DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(HTTP.address())
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(function, "local"))).build();
  }

  private static Map<String, AttributeValue> item(String channel, long seq) {
    return Map.of("channelId", AttributeValue.fromS(channel), "seq", AttributeValue.fromN(Long.toString(seq)), "text",
        AttributeValue.fromS("grüße"), "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[]{1, -1})), "map",
        AttributeValue.fromM(Map.of("flag", AttributeValue.fromBool(true), "none", AttributeValue.fromNul(true))),
        "list", AttributeValue.fromL(List.of()));
  }

  private static Map<String, AttributeValue> key(String channel, long seq) {
    return Map.of("channelId", AttributeValue.fromS(channel), "seq", AttributeValue.fromN(Long.toString(seq)));
  }

  @Test
  void whatIsPutOverHttpIsInTheEngineAndComesBackTheSame() {
    try (DynamoDbClient http = client("send")) {
      http.putItem(put -> put.tableName(MESSAGES).item(item("a", 1)));
      assertEquals(item("a", 1), ENGINE.client().getItem(get -> get.tableName(MESSAGES).key(key("a", 1))).item());
      assertEquals(item("a", 1), http.getItem(get -> get.tableName(MESSAGES).key(key("a", 1))).item());
      assertEquals(false, http.getItem(get -> get.tableName(MESSAGES).key(key("a", 9))).hasItem());
      assertEquals(Map.of(MESSAGES, List.of(item("a", 1))),
          http.batchGetItem(get -> get.requestItems(Map.of(MESSAGES,
              KeysAndAttributes.builder().keys(List.of(key("a", 1))).build())))
              .responses());
    }
  }

  @Test
  void aBatchIsWrittenOverHttp() {
    try (DynamoDbClient http = client("presence")) {
      http.putItem(put -> put.tableName(MESSAGES).item(item("e", 1)));
      WriteRequest delete = WriteRequest.builder().deleteRequest(row -> row.key(key("e", 1))).build();
      WriteRequest put = WriteRequest.builder().putRequest(row -> row.item(item("e", 2))).build();
      assertEquals(Map.of(),
          http.batchWriteItem(batch -> batch.requestItems(Map.of(MESSAGES, List.of(delete, put)))).unprocessedItems());
      assertEquals(false, ENGINE.client().getItem(get -> get.tableName(MESSAGES).key(key("e", 1))).hasItem());
      assertEquals(item("e", 2), ENGINE.client().getItem(get -> get.tableName(MESSAGES).key(key("e", 2))).item());
    }
  }

  @Test
  void longAnswersComeInPages() {
    try (DynamoDbClient http = client("send")) {
      IntStream.rangeClosed(1, 5).forEach(seq -> http.putItem(put -> put.tableName(MESSAGES).item(item("b", seq))));
      List<String> seqs = http.queryPaginator(query -> query.tableName(MESSAGES).limit(2)
          .keyConditionExpression("channelId = :c").scanIndexForward(false)
          .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("b")))).items().stream()
          .map(found -> found.getOrDefault("seq", AttributeValue.fromN("0")).n()).toList();
      assertEquals(List.of("5", "4", "3", "2", "1"), seqs);
    }
  }

  @Test
  void refusalsAreTheSdksOwnTypesWithWhatTheyCarry() {
    try (DynamoDbClient http = client("send")) {
      http.putItem(put -> put.tableName(MESSAGES).item(item("c", 1)));
      ConditionalCheckFailedException failed = assertThrows(ConditionalCheckFailedException.class,
          () -> http.putItem(put -> put.tableName(MESSAGES).item(item("c", 1))
              .conditionExpression("attribute_not_exists(channelId)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      assertEquals(item("c", 1), failed.item());
      TransactWriteItem fresh = TransactWriteItem.builder()
          .put(Put.builder().tableName(MESSAGES).item(item("c", 2)).build()).build();
      TransactWriteItem taken = TransactWriteItem.builder()
          .put(Put.builder().tableName(MESSAGES).item(item("c", 1)).conditionExpression("attribute_not_exists(seq)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD).build())
          .build();
      TransactionCanceledException cancelled = assertThrows(TransactionCanceledException.class,
          () -> http.transactWriteItems(write -> write.transactItems(fresh, taken)));
      assertEquals(List.of("None", "ConditionalCheckFailed"),
          cancelled.cancellationReasons().stream().map(reason -> reason.code()).toList());
      assertEquals(item("c", 1), cancelled.cancellationReasons().get(1).item());
      assertThrows(ResourceNotFoundException.class, () -> http.getItem(get -> get.tableName("none").key(key("c", 1))));
    }
  }

  @Test
  void aFunctionReachesWhatItIsGranted() {
    try (DynamoDbClient http = client("deliver"); DynamoDbClient stranger = client("stranger")) {
      assertEquals("AccessDeniedException", assertThrows(DynamoDbException.class,
          () -> http.putItem(put -> put.tableName(MESSAGES).item(item("d", 1)))).awsErrorDetails().errorCode());
      assertEquals("UnrecognizedClientException", assertThrows(DynamoDbException.class, stranger::listTables)
          .awsErrorDetails().errorCode());
    }
  }

  @Test
  void badRequestsAreAnsweredInTheProtocolsOwnWords() throws Exception {
    URI root = HTTP.address().resolve("/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder signed = HttpRequest.newBuilder(root).header("Authorization",
          "AWS4-HMAC-SHA256 Credential=send/x");
      assertRefused("UnrecognizedClientException", client, HttpRequest.newBuilder(root).GET());
      assertRefused("UnknownOperationException", client, signed.copy().GET());
      assertRefused("UnknownOperationException", client,
          signed.copy().header("X-Amz-Target", "DynamoDB_20120810.Nothing").POST(BodyPublishers.ofString("{}")));
      assertRefused("SerializationException", client,
          signed.copy().header("X-Amz-Target", "DynamoDB_20120810.GetItem").POST(BodyPublishers.ofString("{\"Table")));
    }
  }

  private static void assertRefused(String code, HttpClient client, HttpRequest.Builder request) throws Exception {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("#" + code), answer.body());
  }
}
