package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.identity.Ticket;
import chat.local.EmbeddedCloud;
import chat.model.Limits;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who gets in and who is put out, by real handshakes and requests on the whole cloud. */
class IdentityIT {
  private static final int SWITCHED = 101;
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private static EmbeddedCloud cloud;

  private final String user = "user-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /** What the handshake is answered. */
  private static int handshake(@Nullable String token, String... subprotocols) {
    return status(TestClient.open(cloud, token, new WebSocket.Listener() {
    }, subprotocols));
  }

  private static int status(CompletableFuture<WebSocket> opening) {
    try {
      opening.join().abort();
      return SWITCHED;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException answered) {
        return answered.getResponse().statusCode();
      }
      throw refused;
    }
  }

  @Test
  void aSocketOpensForAGoodTokenAndForNoOther() throws Exception {
    assertEquals(SWITCHED, handshake(cloud.issuer().token(user)));
    assertEquals(SWITCHED, handshake(cloud.issuer().token(user, Map.of("token_use", "access"))));
    BadTokens.of(cloud, user).forEach((what, token) -> assertEquals(401, handshake(token), what));
    assertEquals(401, handshake(null));
  }

  /** The gateway refuses some by itself, and the function the rest. */
  @Test
  void noRouteAnswersToABadToken() throws Exception {
    for (Map.Entry<String, String> bad : BadTokens.of(cloud, user).entrySet()) {
      RestClient client = new RestClient(cloud, user, bad.getValue());
      for (HttpRoute route : Topology.HTTP_ROUTES) {
        String path = route.path().replaceAll("[{}+]", "");
        HttpResponse<String> response = client.call(route.method(), path, route.method().equals("GET") ? "" : "{}");
        assertEquals(401, response.statusCode(), () -> bad.getKey() + ", " + route.key());
        assertTrue(response.headers().firstValue("www-authenticate").orElse("").startsWith("Bearer"), route::key);
      }
    }
  }

  private RestClient rest() {
    return RestClient.of(cloud, user);
  }

  /** The subprotocol that carries a fresh ticket. */
  private String ticket() {
    return "ticket." + rest().json(201, "POST", "/v1/tickets", "{'deviceId':'browser'}").text("ticket");
  }

  @Test
  void aTicketOpensOneSocketEvenIfManyTryAtOnce() {
    String ticket = ticket();
    assertEquals(SWITCHED, handshake(null, ticket));
    assertEquals(401, handshake(null, ticket));
    String contested = ticket();
    List<CompletableFuture<WebSocket>> opening = Stream
        .generate(() -> TestClient.open(cloud, null, new WebSocket.Listener() {
        }, contested)).limit(10).toList();
    List<Integer> answers = opening.stream().map(IdentityIT::status).sorted().toList();
    assertEquals(Stream.concat(Stream.of(SWITCHED), Stream.generate(() -> 401).limit(9)).toList(), answers);
  }

  @Test
  void aTicketIsGoodForItsTimeOnly() {
    String ticket = ticket();
    String stored = new Ticket(ticket.substring("ticket.".length())).digest();
    cloud.dynamoDb().updateItem(update -> update.tableName(Topology.TICKETS.nameIn(cloud.stage()))
        .key(Map.of("ticket", AttributeValue.fromS(stored))).updateExpression("SET expiresAt = :now")
        .conditionExpression("attribute_exists(ticket)").expressionAttributeValues(
            Map.of(":now", AttributeValue.fromN(String.valueOf(Instant.now().getEpochSecond())))));
    assertEquals(401, handshake(null, ticket));
  }

  @Test
  void aTicketIsGoodInItsPlaceOnly() {
    String ticket = ticket();
    String secret = ticket.substring("ticket.".length());
    assertEquals(401, handshake(secret));
    assertEquals(401, handshake(ticket));
    assertEquals(401, handshake(null, secret));
    assertEquals(401, handshake(null, "bearer." + secret));
    assertEquals(401, handshake(null, "device." + secret));
    assertEquals(401, new RestClient(cloud, user, secret).call("GET", "/v1/devices", "").statusCode());
    assertEquals(401, handshake(null, "bearer." + cloud.issuer().token(user)));
    assertEquals(401, handshake(null, "ticket." + cloud.issuer().token(user)));
    assertEquals(SWITCHED, handshake(null, ticket));
  }

  @Test
  void aTicketDoesNotOutliveTheStandingOfItsUser() throws Exception {
    String ticket = ticket();
    order(true);
    assertEquals(403, handshake(null, ticket));
    assertEquals("SUSPENDED", rest().json(403, "POST", "/v1/tickets", "").text("code"));
    order(false);
    assertEquals(401, handshake(null, ticket));
  }

  @Test
  void signingOutADeviceEndsItsSocketsAndNoOther() {
    try (TestClient phone = TestClient.connect(cloud, user, "phone");
        TestClient again = TestClient.connect(cloud, user, "phone");
        TestClient laptop = TestClient.connect(cloud, user, "laptop")) {
      assertEquals(204, rest().call("DELETE", "/v1/devices/phone", "").statusCode());
      assertEnded(phone, "SIGNED_OUT");
      assertEnded(again, "SIGNED_OUT");
      assertEquals("alive", laptop.ask("{\"action\":\"heartbeat\"}").text("event"));
    }
  }

  @Test
  void signingOutEverywhereEndsAllSocketsAndTheOldToken() {
    Instant signedInAt = Instant.now();
    RestClient old = rest();
    String ticket = ticket();
    try (TestClient phone = TestClient.connect(cloud, user, "phone");
        TestClient laptop = TestClient.connect(cloud, user, "laptop")) {
      assertEquals(204, old.call("DELETE", "/v1/devices", "").statusCode());
      assertEnded(phone, "SIGNED_OUT");
      assertEnded(laptop, "SIGNED_OUT");
    }
    assertEquals(403, handshake(old.token()));
    assertEquals(403, handshake(null, ticket));
    assertEquals("UNAUTHORIZED", old.json(401, "GET", "/v1/channels", "").text("code"));
    Instant deadline = Instant.now().plus(DEADLINE);
    while (handshake(cloud.issuer().token(user)) != SWITCHED) {
      assertTrue(Instant.now().isBefore(deadline), "A new token opens no socket.");
    }
    assertEquals(403, handshake(old.token()));
    String refreshed = cloud.issuer().token(user, Map.of("auth_time", signedInAt.getEpochSecond()));
    assertEquals(403, handshake(refreshed), "a refresh brought it, by a sign-in from before");
    assertEquals("UNAUTHORIZED",
        new RestClient(cloud, user, refreshed).json(401, "GET", "/v1/channels", "").text("code"));
  }

  @Test
  void theEleventhDeviceDisplacesTheOneThatCameFirst() {
    List<TestClient> devices = new ArrayList<>();
    try {
      for (int device = 1; device <= Limits.DEVICES + 1; device++) {
        devices.add(TestClient.connect(cloud, user, "device-" + device));
      }
      assertEnded(devices.getFirst(), "DISPLACED");
      devices.stream().skip(1)
          .forEach(device -> assertEquals("alive", device.ask("{\"action\":\"heartbeat\"}").text("event")));
    } finally {
      devices.forEach(TestClient::close);
    }
  }

  @Test
  void aSuspensionEndsOpenSocketsAndLetsNobodyInUntilItIsOver() throws Exception {
    try (TestClient phone = TestClient.connect(cloud, user, "phone")) {
      order(true);
      assertEnded(phone, "SUSPENDED");
    }
    assertEquals(403, handshake(cloud.issuer().token(user)));
    order(false);
    assertEquals(SWITCHED, handshake(cloud.issuer().token(user)));
  }

  /** As the operator does on the console. */
  private void order(boolean suspended) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertEquals(204,
          http.send(HttpRequest.newBuilder(cloud.consoleAddress().resolve("/api/users/" + user + "/suspended"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"suspended\":" + suspended + "}")).build(), BodyHandlers.discarding())
              .statusCode());
    }
  }

  private static void assertEnded(TestClient client, String reason) {
    assertEquals(reason,
        client.await(frame -> frame.optionalText("event").filter("ended"::equals).isPresent()).text("reason"));
    assertEquals(1000, client.awaitClose());
  }
}
