package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.WsSocket.Closed;
import chat.topology.Route;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of messages and what closes sockets, seen by {@code ws}.
 *
 * <ul>
 * <li>routes:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
 * <li>close codes:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html
 * <li>quotas:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 * </ul>
 */
final class FramesIT {
  private static WsClient ws;

  private TestGateway gateway = new TestGateway(Path.of("."));

  @BeforeAll
  static void start() throws Exception {
    ws = WsClient.start();
  }

  @AfterAll
  static void stop() throws Exception {
    ws.close();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void theActionSelectsTheRouteAndTheBodyComesBack() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String frame = "{\"action\":\"echo\",\"text\":\"grüße\"}";
      assertEquals(frame, client.send(frame).frame());
      JsonNode event = gateway.event("echo");
      assertEquals("echo", event.path("requestContext").path("routeKey").asText());
      assertEquals("MESSAGE", event.path("requestContext").path("eventType").asText());
      assertEquals(frame, event.path("body").asText());
    }
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html */
  @Test
  void aMessageEventHasAMessageIdAndNoHeaders() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send("hello").frame();
      JsonNode event = gateway.event("default");
      assertTrue(event.path("requestContext").path("messageId").asText().matches("[A-Za-z0-9_-]{15}="));
      assertTrue(event.path("headers").isMissingNode());
      assertTrue(event.path("multiValueHeaders").isMissingNode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "null", "", "[]", "{}", "{\"action\":null}", "{\"action\":7}",
      "{\"action\":\"unknown\"}", "{\"action\":\"$connect\"}", "{\"action\":\"$default\"}",
      "{\"action\":\"echo\"} and more"})
  void whatSelectsNoRouteGoesToTheDefault(String frame) throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      assertEquals("default", client.send(frame).frame());
      assertEquals("$default", gateway.event("default").path("requestContext").path("routeKey").asText());
    }
  }

  @Test
  void withoutADefaultRouteItIsForbidden() throws Exception {
    gateway.close();
    List<Route> routes = TestGateway.API.routes().stream().filter(route -> !route.key().equals("$default")).toList();
    gateway = new TestGateway(new WebSocketApi("local", TestGateway.API.authorizer(), routes));
    try (WsSocket client = ws.open(gateway)) {
      JsonNode error = client.send("hello").jsonFrame();
      assertError("Forbidden", gateway.event("connect"), error);
      String echoed = "{\"action\":\"echo\"}";
      assertEquals(echoed, client.send(echoed).frame());
    }
  }

  private static void assertError(String message, JsonNode event, JsonNode error) {
    assertEquals(message, error.path("message").asText());
    assertEquals(event.path("requestContext").path("connectionId"), error.path("connectionId"));
    assertTrue(error.path("requestId").asText().matches("[A-Za-z0-9_-]{15}="), error.toString());
    assertEquals(3, error.size());
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html */
  @Test
  void aRouteWithoutARouteResponseSendsNothing() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send("{\"action\":\"mute\"}");
      gateway.event("mute");
      assertEquals("default", client.send("next").frame());
      assertFalse(client.hasFrame());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "mute"})
  void aFailingFunctionIsAnsweredAndTheSocketStaysOpen(String action) throws Exception {
    gateway.when(action, event -> {
      throw new IllegalStateException("broken");
    });
    try (WsSocket client = ws.open(gateway)) {
      JsonNode error = client.send("{\"action\":\"" + action + "\"}").jsonFrame();
      assertError("Internal server error", gateway.event(action), error);
      assertEquals("default", client.send("next").frame());
    }
  }

  /** The frame as in https://github.com/Kludex/mangum/issues/128. */
  @Test
  void aFunctionThatTakes29SecondsIsGivenUpAndTheSocketStaysOpen() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("echo", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return "{\"statusCode\":200,\"body\":\"too late\"}";
    });
    try (WsSocket client = ws.open(gateway)) {
      client.send("{\"action\":\"echo\"}");
      JsonNode event = gateway.event("echo");
      gateway.time().advance(Duration.ofSeconds(29).minusMillis(1));
      assertEquals("default", client.send("in time").frame());
      gateway.time().advance(Duration.ofMillis(1));
      assertError("Endpoint request timed out", event, client.jsonFrame());
      release.countDown();
      assertEquals("default", client.send("next").frame());
      assertFalse(client.hasFrame());
    }
  }

  @Test
  void aSlowFunctionHoldsUpNoOtherFrame() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("echo", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return "{\"statusCode\":200,\"body\":\"slow\"}";
    });
    try (WsSocket client = ws.open(gateway)) {
      client.send("{\"action\":\"echo\"}");
      assertEquals("default", client.send("quick").frame());
      release.countDown();
      assertEquals("slow", client.frame());
    }
  }

  @Test
  void aPingIsAnswered() {
    try (WsSocket client = ws.open(gateway)) {
      client.ping("are you there");
      assertEquals("are you there", client.pong());
    }
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html */
  @Test
  void aBinaryFrameCloses1003() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send(new byte[]{1}, true, true);
      assertEquals(1003, client.closed().code());
      assertDisconnected(1003, "Binary frames are not supported");
    }
  }

  @Test
  void aMessageOf128KilobytesInFragmentsPasses() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      sendFragments(client, 4, 32 * 1024);
      assertEquals("default", client.frame());
      assertEquals(128 * 1024, gateway.event("default").path("body").asText().length());
    }
  }

  @Test
  void aLargerMessageCloses1009() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      sendFragments(client, 5, 26 * 1024);
      assertEquals(1009, client.closed().code());
      assertDisconnected(1009, "Message too big");
    }
  }

  private static void sendFragments(WsSocket client, int count, int size) {
    for (int fragment = 1; fragment <= count; fragment++) {
      client.send("x".repeat(size).getBytes(UTF_8), false, fragment == count);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32 * 1024 + 1, 129 * 1024, 1024 * 1024})
  void aFrameOfMoreThan32KilobytesCloses1009(int size) throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send("x".repeat(size));
      assertEquals(new Closed(1009, "Message too big"), client.closed());
      assertDisconnected(1009, "Message too big");
    }
  }

  @Test
  void aFrameOf32KilobytesPasses() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      assertEquals("default", client.send("x".repeat(32 * 1024)).frame());
      assertEquals(32 * 1024, gateway.event("default").path("body").asText().length());
    }
  }

  @Test
  void theClientsCloseIsEchoedAndTold() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.close(4001, "had enough");
      assertEquals(4001, client.closed().code());
      assertDisconnected(4001, "had enough");
    }
  }

  @Test
  void aCloseWithoutStatusIs1005() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.closeWithoutStatus();
      assertEquals(1005, client.closed().code());
      assertDisconnected(1005, "Client-side close frame status not set");
    }
  }

  @Test
  void aLostConnectionIs1006() throws InterruptedException {
    ws.open(gateway).terminate();
    assertDisconnected(1006, "Connection closed without a close frame");
  }

  @Test
  void invalidUtf8Closes1007() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send(new byte[]{(byte) 0xff}, false, true);
      assertEquals(1007, client.closed().code());
      assertEquals(1007, gateway.event("disconnect").path("requestContext").path("disconnectStatusCode").asInt());
    }
  }

  /** AWS publishes no number; this one is the test's. */
  @Test
  void aClientThatSendsTooMuchIsClosed1008() throws InterruptedException {
    gateway.close();
    gateway = new TestGateway(TestGateway.API.limitedTo(10, 2));
    try (WsSocket client = ws.open(gateway)) {
      client.send("one").send("two").send("three");
      assertEquals(new Closed(1008, "Too many requests"), client.closed());
      assertDisconnected(1008, "Too many requests");
    }
  }

  @Test
  void aFaultOfTheGatewayItselfCloses1011() {
    try (WsSocket client = ws.open(gateway)) {
      gateway.time().breakDown(new IllegalStateException("no time"));
      client.send("hello");
      assertEquals(new Closed(1011, "Internal server error"), client.closed());
    }
  }

  @Test
  void aStoppingGatewayCloses1012() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      gateway.close();
      assertEquals(new Closed(1012, "Service restart"), client.closed());
      assertDisconnected(1012, "Service restart");
    }
  }

  @Test
  void aSocketThatIsSilentFor10MinutesCloses1001() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      gateway.time().advance(Duration.ofMinutes(9));
      client.ping("still here");
      client.pong();
      gateway.time().advance(Duration.ofMinutes(10).minusMillis(1));
      assertEquals(1, gateway.server().connections().size());
      gateway.time().advance(Duration.ofMillis(1));
      assertEquals(new Closed(1001, "Going away"), client.closed());
      assertDisconnected(1001, "Going away");
    }
  }

  @Test
  void aSocketThatIsNeverSilentCloses1001After2Hours() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      for (int minutes = 8; minutes < 120; minutes += 8) {
        gateway.time().advance(Duration.ofMinutes(8));
        assertEquals("default", client.send("still here").frame());
      }
      assertEquals(1, gateway.server().connections().size());
      gateway.time().advance(Duration.ofMinutes(8));
      assertEquals(new Closed(1001, "Going away"), client.closed());
      assertDisconnected(1001, "Going away");
    }
  }

  @Test
  void aSocketThatHasEndedLeavesNoTimer() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      assertEquals("default", client.send("hello").frame());
      client.closeWithoutStatus();
      client.closed();
    }
    gateway.event("disconnect");
    assertEquals(0, gateway.time().waiting());
  }

  private void assertDisconnected(int code, String reason) throws InterruptedException {
    JsonNode event = gateway.event("disconnect");
    JsonNode context = event.path("requestContext");
    assertEquals("$disconnect", context.path("routeKey").asText());
    assertEquals("DISCONNECT", context.path("eventType").asText());
    assertEquals(code, context.path("disconnectStatusCode").asInt());
    assertEquals(reason, context.path("disconnectReason").asText());
    assertEquals("127.0.0.1:" + gateway.port(), event.path("headers").path("Host").asText());
    gateway.assertNotInvoked("disconnect");
  }
}
