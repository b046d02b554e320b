package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How sockets open, seen by {@code ws}.
 *
 * <ul>
 * <li>{@code $connect}:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 * <li>authorizers:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * <li>quotas:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 * </ul>
 */
final class HandshakeIT {
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

  private int refusal(String... protocols) {
    return ws.ask(gateway, protocols).refusal().status();
  }

  @Test
  void withoutTheIdentityHeaderNoFunctionRuns() {
    assertEquals(401, refusal());
    gateway.assertNotInvoked("authorizer");
  }

  @Test
  void anUnauthorizedErrorIs401() {
    gateway.when("authorizer", event -> {
      throw new IllegalStateException("Unauthorized");
    });
    assertEquals(new WsSocket.Refusal(401, "{\"message\":\"Unauthorized\"}"), ws.ask(gateway, "chat.v1").refusal());
    gateway.assertNotInvoked("connect");
  }

  @Test
  void anyOtherErrorOfTheAuthorizerIs500() {
    gateway.when("authorizer", event -> {
      throw new IllegalStateException("broken");
    });
    assertEquals(500, refusal("chat.v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "{}", "null", "{\"principalId\":\"a\",\"policyDocument\":{}}"})
  void aResultThatIsNoPolicyIs500(String result) {
    gateway.when("authorizer", event -> result);
    assertEquals(500, refusal("chat.v1"));
  }

  @Test
  void aResultOfTheAuthorizerMayHave8Kilobytes() {
    gateway.when("authorizer", event -> sized(event, 8 * 1024));
    try (WsSocket open = ws.open(gateway)) {
      assertFalse(open.hasFrame());
    }
    gateway.when("authorizer", event -> sized(event, 8 * 1024 + 1));
    assertEquals(500, refusal("chat.v1"));
  }

  /** In bytes, of which ü has two. */
  private static String sized(JsonNode event, int bytes) {
    String policy = policy("Allow", event.path("methodArn").asText(), "ü");
    return policy + " ".repeat(bytes - policy.getBytes(UTF_8).length);
  }

  @Test
  void aDenyIs403() {
    gateway.when("authorizer", event -> policy("Deny", event.path("methodArn").asText(), "a"));
    assertEquals(403, refusal("chat.v1"));
    gateway.assertNotInvoked("connect");
  }

  @Test
  void aPolicyForAnotherRouteIs403() {
    gateway.when("authorizer",
        event -> policy("Allow", "arn:aws:execute-api:us-east-1:000000000000:local/local/send", "a"));
    assertEquals(403, refusal("chat.v1"));
  }

  private static String policy(String effect, String resource, String principal) {
    return """
        {"principalId": "%s", "policyDocument": {"Statement": [
          {"Action": "execute-api:Invoke", "Effect": "%s", "Resource": ["%s"]}]}}"""
        .formatted(principal, effect, resource);
  }

  @Test
  void theHandshakeIsPendingUntilTheConnectFunctionAnswers() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("connect", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return TestGateway.ACCEPT;
    });
    WsSocket socket = ws.ask(gateway, "chat.v1");
    gateway.event("connect");
    assertTrue(gateway.server().connections().isEmpty());
    release.countDown();
    socket.opened();
    assertEquals(1, gateway.server().connections().size());
    socket.close();
  }

  @Test
  void aStatusOfTheConnectFunctionBecomesTheHandshakes() throws InterruptedException {
    gateway.when("connect", event -> "{\"statusCode\": 418}");
    assertEquals(418, refusal("chat.v1"));
    gateway.event("connect");
    gateway.assertNotInvoked("disconnect");
  }

  @Test
  void aFailingConnectFunctionIs502() {
    gateway.when("connect", event -> {
      throw new IllegalStateException("broken");
    });
    assertEquals(502, refusal("chat.v1"));
  }

  /** {@code INTEGRATION_TIMEOUT} in https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
  @Test
  void aConnectFunctionThatTakes29SecondsIs504() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("connect", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return "{\"statusCode\": 200}";
    });
    WsSocket socket = ws.ask(gateway, "chat.v1");
    gateway.event("connect");
    gateway.time().advance(Duration.ofSeconds(29));
    assertEquals(new WsSocket.Refusal(504, "{\"message\":\"Endpoint request timed out\"}"), socket.refusal());
    release.countDown();
  }

  @Test
  void moreThan500NewConnectionsInASecondAre429() {
    gateway.close();
    gateway = new TestGateway(TestGateway.API.limitedTo(2, 10));
    ws.open(gateway).close();
    ws.open(gateway).close();
    assertEquals(new WsSocket.Refusal(429, "{\"message\":\"Too Many Requests\"}"),
        ws.ask(gateway, "chat.v1").refusal());
    gateway.time().advance(Duration.ofMillis(500));
    ws.open(gateway).close();
    assertEquals(429, refusal("chat.v1"));
    assertEquals(500, TestGateway.API.newConnectionsPerSecond());
  }

  @Test
  void noSubprotocolIsEchoedUnlessTheFunctionNamesIt() {
    gateway.when("connect", event -> "{\"statusCode\": 200}");
    assertEquals("Server sent no subprotocol", ws.ask(gateway, "chat.v1").error());
  }

  @Test
  void theSubprotocolThatTheFunctionNamesIsEchoed() {
    gateway.when("connect", event -> TestGateway.ACCEPT.replace("chat.v1", "token"));
    try (WsSocket client = ws.open(gateway)) {
      assertEquals("token", client.protocol());
    }
  }

  @Test
  void theAuthorizerIsGivenTheRequest() throws InterruptedException {
    ws.open(gateway).close();
    JsonNode event = gateway.event("authorizer");
    assertEquals("REQUEST", event.path("type").asText());
    assertEquals("arn:aws:execute-api:us-east-1:000000000000:local/local/$connect", event.path("methodArn").asText());
    assertEquals("chat.v1,token", event.path("headers").path("Sec-WebSocket-Protocol").asText());
    assertTrue(event.path("requestContext").path("authorizer").isMissingNode());
  }

  @Test
  void everyEventCarriesTheAuthorizersContextAsText() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      client.send("{\"action\":\"echo\"}").frame();
    }
    for (String function : new String[]{"connect", "echo", "disconnect"}) {
      JsonNode authorizer = gateway.event(function).path("requestContext").path("authorizer");
      assertEquals("{\"principalId\":\"alice\",\"userId\":\"alice\",\"level\":\"3\"}", authorizer.toString());
    }
  }

  @Test
  void theConnectEventHasTheHeadersAndTheContext() throws InterruptedException {
    ws.open(gateway).close();
    JsonNode event = gateway.event("connect");
    JsonNode context = event.path("requestContext");
    assertEquals("chat.v1,token", event.path("multiValueHeaders").path("Sec-WebSocket-Protocol").path(0).asText());
    assertEquals("$connect", context.path("routeKey").asText());
    assertEquals("CONNECT", context.path("eventType").asText());
    assertEquals("IN", context.path("messageDirection").asText());
    assertEquals("local", context.path("stage").asText());
    assertEquals("127.0.0.1", context.path("identity").path("sourceIp").asText());
    assertTrue(context.path("connectionId").asText().matches("[A-Za-z0-9_-]{15}="), context.toString());
    assertTrue(context.path("connectedAt").isIntegralNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%", "?a=%zz"})
  void aQueryThatCannotBeReadIs400(String query) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(5_000);
      assertEquals("HTTP/1.1 400 Bad Request", upgrade(socket, query).readLine());
    }
  }

  private static BufferedReader upgrade(Socket socket, String query) throws IOException {
    socket.getOutputStream().write(("GET /local" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        + "Sec-WebSocket-Protocol: chat.v1\r\n\r\n").getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }
}
