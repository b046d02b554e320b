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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandshakeIT {
  private final TestGateway gateway = new TestGateway(Path.of("."));

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void withoutTheIdentityHeaderNoFunctionRuns() {
    assertEquals(401, TestSocket.refusal(gateway.port()));
    gateway.assertNotInvoked("authorizer");
  }

  @Test
  void anUnauthorizedErrorIs401() {
    gateway.when("authorizer", event -> {
      throw new IllegalStateException("Unauthorized");
    });
    assertEquals(401, TestSocket.refusal(gateway.port(), "chat.v1"));
    gateway.assertNotInvoked("connect");
  }

  @Test
  void anyOtherErrorOfTheAuthorizerIs500() {
    gateway.when("authorizer", event -> {
      throw new IllegalStateException("broken");
    });
    assertEquals(500, TestSocket.refusal(gateway.port(), "chat.v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "{}", "null", "{\"principalId\":\"a\",\"policyDocument\":{}}"})
  void aResultThatIsNoPolicyIs500(String result) {
    gateway.when("authorizer", event -> result);
    assertEquals(500, TestSocket.refusal(gateway.port(), "chat.v1"));
  }

  @Test
  void aDenyIs403() {
    gateway.when("authorizer", event -> policy("Deny", event.path("methodArn").asText()));
    assertEquals(403, TestSocket.refusal(gateway.port(), "chat.v1"));
    gateway.assertNotInvoked("connect");
  }

  @Test
  void aPolicyForAnotherRouteIs403() {
    gateway.when("authorizer", event -> policy("Allow", "arn:aws:execute-api:us-east-1:000000000000:local/local/send"));
    assertEquals(403, TestSocket.refusal(gateway.port(), "chat.v1"));
  }

  private static String policy(String effect, String resource) {
    return """
        {"principalId": "a", "policyDocument": {"Statement": [
          {"Action": "execute-api:Invoke", "Effect": "%s", "Resource": ["%s"]}]}}""".formatted(effect, resource);
  }

  @Test
  void aStatusOfTheConnectFunctionBecomesTheHandshakes() throws InterruptedException {
    gateway.when("connect", event -> "{\"statusCode\": 418}");
    assertEquals(418, TestSocket.refusal(gateway.port(), "chat.v1"));
    gateway.event("connect");
    gateway.assertNotInvoked("disconnect");
  }

  @Test
  void aFailingConnectFunctionIs502() {
    gateway.when("connect", event -> {
      throw new IllegalStateException("broken");
    });
    assertEquals(502, TestSocket.refusal(gateway.port(), "chat.v1"));
  }

  @Test
  void noSubprotocolIsEchoedUnlessTheFunctionNamesIt() {
    try (TestSocket client = gateway.open()) {
      assertEquals("", client.socket().getSubprotocol());
    }
  }

  @Test
  void theSubprotocolThatTheFunctionNamesIsEchoed() {
    gateway.when("connect",
        event -> "{\"statusCode\": 200, \"headers\": {\"Sec-WebSocket-Protocol\": \"chat.v1\"}}");
    try (TestSocket client = gateway.open()) {
      assertEquals("chat.v1", client.socket().getSubprotocol());
    }
  }

  @Test
  void theAuthorizerIsGivenTheRequest() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      JsonNode event = gateway.event("authorizer");
      assertEquals("REQUEST", event.path("type").asText());
      assertEquals("arn:aws:execute-api:us-east-1:000000000000:local/local/$connect",
          event.path("methodArn").asText());
      assertEquals("chat.v1, token", event.path("headers").path("Sec-WebSocket-Protocol").asText());
      assertTrue(event.path("requestContext").path("authorizer").isMissingNode());
      assertFalse(client.hasFrame());
    }
  }

  @Test
  void everyEventCarriesTheAuthorizersContextAsText() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      client.send("{\"action\":\"echo\"}");
      client.frame();
    }
    for (String function : new String[]{"connect", "echo", "disconnect"}) {
      JsonNode authorizer = gateway.event(function).path("requestContext").path("authorizer");
      assertEquals("{\"principalId\":\"alice\",\"userId\":\"alice\",\"level\":\"3\"}", authorizer.toString());
    }
  }

  @Test
  void theConnectEventHasTheHeadersAndTheContext() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      JsonNode event = gateway.event("connect");
      JsonNode context = event.path("requestContext");
      assertEquals("chat.v1, token", event.path("multiValueHeaders").path("Sec-WebSocket-Protocol").path(0).asText());
      assertEquals("$connect", context.path("routeKey").asText());
      assertEquals("CONNECT", context.path("eventType").asText());
      assertEquals("IN", context.path("messageDirection").asText());
      assertEquals("local", context.path("stage").asText());
      assertEquals("127.0.0.1", context.path("identity").path("sourceIp").asText());
      assertTrue(context.path("connectionId").asText().matches("[A-Za-z0-9_-]{15}="), context.toString());
      assertTrue(context.path("connectedAt").isIntegralNumber());
      assertFalse(client.hasFrame());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%", "?a=%zz"})
  void aQueryThatCannotBeReadIs400(String query) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(("GET /local" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
          + "Sec-WebSocket-Protocol: chat.v1\r\n\r\n").getBytes(UTF_8));
      assertEquals("HTTP/1.1 400 Bad Request",
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
    }
  }
}
