package chat.endtoend;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.AwsClients;
import chat.aws.sqs.SqsErasures;
import chat.aws.sqs.SqsQueue;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import chat.erasure.Erasure;
import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.identity.DemoIssuer;
import chat.model.Handle;
import chat.model.Reach;
import chat.model.Report.Reason;
import chat.model.UserId;
import chat.people.ProfileChange;
import chat.people.SearchPeople.Query;
import chat.presence.Lease;
import chat.topology.Topology;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** Somebody in a group of 50 deletes their account: nothing of theirs can be read any more, and nobody misses a number. */
class AccountDeletionIT {
  private static final int MEMBERS = 50;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static EmbeddedCloud cloud;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  /** Part of all that the user wrote and nobody else did; short enough for a reaction. */
  private final String secret = "secret" + run;
  private final UserId gone = new UserId("gone-" + run);
  private final UserId ann = new UserId("ann-" + run);
  private final UserId ben = new UserId("ben-" + run);
  private String group = "";
  private long head;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static ChatApp app() {
    URI nowhere = URI.create("https://nowhere.example/");
    return ChatApp.onAws(
        new Settings(cloud.stage(), cloud.connectionsEndpoint(), cloud.issuer().issuer(), DemoIssuer.AUDIENCE,
            cloud.issuer().jwksUri(),
            new Lease(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofSeconds(8)),
            nowhere,
            nowhere, cloud.queues().address(Topology.ERASURE_QUEUE), cloud.queues().address(Topology.PRESENCE_QUEUE),
            cloud.queues().address(Topology.PUSH_QUEUE),
            cloud.push().applications(), 100),
        new AwsClients(cloud::dynamoDb, () -> ApiGatewayManagementApiClient.builder()
            .httpClient(UrlConnectionHttpClient.create()).endpointOverride(cloud.connectionsEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build(),
            () -> cloud.queues().client(), () -> cloud.push().client(Topology.REST)));
  }

  @Test
  void nothingIsLeftAndNothingIsMissing() {
    try (TestClient phone = TestClient.connect(cloud, gone.value(), "phone");
        TestClient laptop = TestClient.connect(cloud, gone.value(), "laptop");
        TestClient annsClient = TestClient.connect(cloud, ann.value());
        TestClient bensClient = TestClient.connect(cloud, ben.value())) {
      talk(phone, annsClient, bensClient);
      tellOfThemself();
      assertTrue(tables().contains(secret));
      app().deleteAccount().delete(gone);
      assertEnded(phone);
      assertEnded(laptop);
      assertShutOut();
      hasten();
      awaitNothing();
      assertOthersReadTheirs(annsClient);
      assertOthersReadTheirs(bensClient);
      assertNobodyReachesThem(annsClient);
    }
    assertEquals(List.of(), cloud.queues().deadLetters(Topology.ERASURE_QUEUE, 1));
  }

  private void talk(TestClient phone, TestClient annsClient, TestClient bensClient) {
    String others = IntStream.range(0, MEMBERS - 3).mapToObj(number -> ",\"u" + number + "-" + run + "\"")
        .collect(joining());
    JsonObject created = phone.ask("""
        {"action":"send","clientMessageId":"create","afterSeq":0,
         "content":{"type":"create","name":"Hikers","members":["%s","%s"%s]}}""".formatted(ann, ben, others));
    group = created.text("channelId");
    head = created.wholeNumber("seq");
    long question = say(annsClient, text("Where to?"));
    long answer = say(phone, text(secret + " hill"));
    say(phone, "{\"type\":\"edit\",\"target\":" + answer + ",\"content\":" + text(secret + " mountain") + "}");
    say(bensClient, "{\"type\":\"reaction\",\"target\":" + question + ",\"emoji\":\"👎\"}");
    say(phone, "{\"type\":\"reaction\",\"target\":" + question + ",\"emoji\":\"" + secret + "\"}");
    say(annsClient, "{\"type\":\"reaction\",\"target\":" + answer + ",\"emoji\":\"👍\"}");
    say(phone, "{\"type\":\"file\",\"fileId\":\"f1\",\"name\":\"" + secret
        + ".png\",\"mediaType\":\"image/png\",\"bytes\":7,\"caption\":\"" + secret + "\"}");
    say(bensClient, text("Fine"));
    say(phone, text(secret + " and last"));
    bensClient.awaitMessage(secret + " and last");
    phone.sendTo(ann.value(), "d1", 0, secret + " for you");
    app().reportUser().report(gone, ben, Reason.OTHER, secret);
  }

  private static String text(String text) {
    return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
  }

  private long say(TestClient client, String content) {
    JsonObject accepted = client
        .ask("{\"action\":\"send\",\"channelId\":\"" + group + "\",\"clientMessageId\":\"m" + head
            + "\",\"afterSeq\":" + head + ",\"content\":" + content + "}");
    assertEquals("accepted", accepted.text("event"), content);
    head = accepted.wholeNumber("seq");
    return head;
  }

  private void tellOfThemself() {
    app().changeProfile().change(gone,
        new ProfileChange(Optional.of(new Handle("h" + run)), Optional.of("Name " + secret),
            Optional.of("About " + secret), Optional.of(secret), false));
    app().changePrivacy().change(gone, Optional.of(Reach.CONTACTS), Optional.of(Reach.CONTACTS), Optional.of(true));
    app().requestContact().request(gone, ann);
    app().requestContact().request(ann, gone);
    app().block().block(gone, new UserId("u1-" + run));
  }

  private static void assertEnded(TestClient client) {
    assertEquals("ACCOUNT_DELETED",
        client.await(frame -> frame.optionalText("event").filter("ended"::equals).isPresent()).text("reason"));
    assertEquals(1000, client.awaitClose());
  }

  private void assertShutOut() {
    CompletionException refused = assertThrows(CompletionException.class,
        () -> TestClient.open(cloud, cloud.issuer().token(gone.value()), new WebSocket.Listener() {
        }).join());
    assertEquals(403,
        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause())
            .getResponse().statusCode());
  }

  /** The order that is queued waits for what may be under way; here nothing is, so the job begins at once. */
  private void hasten() {
    new SqsErasures(new SqsQueue(cloud.queues().client(), cloud.queues().address(Topology.ERASURE_QUEUE)))
        .put(new Erasure(gone, Instant.now(), Optional.empty()), Duration.ZERO);
  }

  private static String tables() {
    return Topology.TABLES.stream().flatMap(
        table -> cloud.dynamoDb().scanPaginator(scan -> scan.tableName(table.nameIn(cloud.stage()))).items().stream())
        .map(Object::toString).collect(joining("\n"));
  }

  /** Reports go last. */
  private void awaitNothing() {
    Instant deadline = Instant.now().plus(DEADLINE);
    for (String left = tables(); left.contains(secret); left = tables()) {
      assertTrue(Instant.now().isBefore(deadline), left.lines().filter(row -> row.contains(secret)).toList()::toString);
    }
  }

  private void assertOthersReadTheirs(TestClient client) {
    List<JsonObject> history = client.ask("{\"action\":\"history\",\"channelId\":\"" + group + "\"}")
        .objects("messages");
    assertEquals(LongStream.rangeClosed(1, head + 1).boxed().toList(),
        history.stream().map(message -> message.wholeNumber("seq")).toList());
    assertEquals(List.of("Where to?", "Fine"),
        history.stream().flatMap(message -> message.object("content").optionalText("text").stream()).toList());
    assertEquals(3, history.stream()
        .filter(message -> message.object("content").optionalText("type").equals(Optional.of("deleted"))).count());
    assertEquals("leave", history.getLast().object("content").text("type"));
  }

  private void assertNobodyReachesThem(TestClient annsClient) {
    assertEquals("NOT_REACHABLE", annsClient.sendTo(gone.value(), "d2", 1, "Are you there?").text("code"));
    assertEquals(List.of(), app().listContacts().list(ann, null).people());
    assertEquals(List.of(), app().searchPeople().search(Query.of(secret, Optional.empty())).people());
  }
}
