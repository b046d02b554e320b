package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.TestSocket.Closed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesIT {
  private final TestGateway gateway = new TestGateway(Path.of("."));

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void theActionSelectsTheRouteAndTheBodyComesBack() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      String frame = "{\"action\":\"echo\",\"text\":\"grüße\"}";
      assertEquals(frame, client.send(frame).frame());
      JsonNode event = gateway.event("echo");
      assertEquals("echo", event.path("requestContext").path("routeKey").asText());
      assertEquals("MESSAGE", event.path("requestContext").path("eventType").asText());
      assertTrue(event.path("requestContext").has("messageId"));
      assertTrue(event.path("headers").isMissingNode());
      assertEquals(frame, event.path("body").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "null", "", "[]", "{}", "{\"action\":null}", "{\"action\":7}",
      "{\"action\":\"unknown\"}", "{\"action\":\"$connect\"}", "{\"action\":\"$default\"}",
      "{\"action\":\"echo\"} and more"})
  void whatSelectsNoRouteGoesToTheDefault(String frame) throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      assertEquals("default", client.send(frame).frame());
      assertEquals("$default", gateway.event("default").path("requestContext").path("routeKey").asText());
    }
  }

  @Test
  void aRouteThatDoesNotAnswerSendsNothing() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
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
    try (TestSocket client = gateway.open()) {
      JsonNode error = new ObjectMapper().readTree(client.send("{\"action\":\"" + action + "\"}").frame());
      assertEquals("Internal server error", error.path("message").asText());
      assertTrue(error.has("requestId"));
      JsonNode event = gateway.event(action);
      assertEquals(event.path("requestContext").path("connectionId"), error.path("connectionId"));
      assertEquals("default", client.send("next").frame());
    }
  }

  @Test
  void aSlowFunctionHoldsUpNoOtherFrame() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    gateway.when("echo", event -> {
      assertTrue(release.await(4, TimeUnit.SECONDS));
      return "{\"statusCode\":200,\"body\":\"slow\"}";
    });
    try (TestSocket client = gateway.open()) {
      client.send("{\"action\":\"echo\"}");
      assertEquals("default", client.send("quick").frame());
      release.countDown();
      assertEquals("slow", client.frame());
    }
  }

  @Test
  void aPingIsAnswered() {
    try (TestSocket client = gateway.open()) {
      client.socket().sendPing(ByteBuffer.wrap("are you there".getBytes(UTF_8))).join();
      assertEquals("are you there", client.pong());
    }
  }

  @Test
  void aBinaryFrameCloses1003() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      client.socket().sendBinary(ByteBuffer.wrap(new byte[]{1}), true).join();
      assertEquals(1003, client.closed().code());
      assertDisconnected(1003, "Binary frames are not supported");
    }
  }

  @Test
  void aMessageOf128KilobytesInFragmentsPasses() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      sendFragments(client, 4, 32 * 1024);
      assertEquals("default", client.frame());
      assertEquals(128 * 1024, gateway.event("default").path("body").asText().length());
    }
  }

  @Test
  void aLargerMessageCloses1009() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      sendFragments(client, 5, 26 * 1024);
      assertEquals(1009, client.closed().code());
      assertDisconnected(1009, "Message too big");
    }
  }

  /** The JDK's client would send such a text in fragments. */
  @ParameterizedTest
  @ValueSource(ints = {32 * 1024 + 1, 129 * 1024, 1024 * 1024})
  void aFrameOfMoreThan32KilobytesCloses1009(int size) throws Exception {
    try (Socket socket = rawSocket()) {
      socket.getOutputStream().write(textFrame(size));
      assertEquals(0x88, socket.getInputStream().read());
      assertEquals(2 + "Message too big".length(), socket.getInputStream().read());
      assertEquals(1009, ByteBuffer.wrap(socket.getInputStream().readNBytes(2)).getShort());
      assertDisconnected(1009, "Message too big");
    }
  }

  @Test
  void aFrameOf32KilobytesPasses() throws Exception {
    try (Socket socket = rawSocket()) {
      socket.getOutputStream().write(textFrame(32 * 1024));
      assertEquals(0x81, socket.getInputStream().read());
      assertEquals(32 * 1024, gateway.event("default").path("body").asText().length());
    }
  }

  /** One frame, with the length in the shortest form (RFC 6455, section 5.2) and a mask of zeros. */
  private static byte[] textFrame(int size) {
    ByteBuffer frame = ByteBuffer.allocate(size + (size < 65536 ? 8 : 14)).put((byte) 0x81);
    if (size < 65536) {
      frame.put((byte) 0xfe).putShort((short) size);
    } else {
      frame.put((byte) 0xff).putLong(size);
    }
    return frame.putInt(0).put("x".repeat(size).getBytes(UTF_8)).array();
  }

  private static void sendFragments(TestSocket client, int count, int size) {
    for (int fragment = 1; fragment <= count; fragment++) {
      client.socket().sendText("x".repeat(size), fragment == count).join();
    }
  }

  @Test
  void theClientsCloseIsEchoedAndTold() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      client.socket().sendClose(4001, "had enough").join();
      assertEquals(new Closed(4001, ""), client.closed());
      assertDisconnected(4001, "had enough");
    }
  }

  @Test
  void aCloseWithoutStatusIs1005() throws Exception {
    try (Socket socket = rawSocket()) {
      socket.getOutputStream().write(new byte[]{(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
      assertEquals(0x88, socket.getInputStream().read());
      assertEquals(0, socket.getInputStream().read());
      assertDisconnected(1005, "Client-side close frame status not set");
    }
  }

  @Test
  void aLostConnectionIs1006() throws Exception {
    try (Socket socket = rawSocket()) {
      socket.setSoLinger(true, 0);
    }
    assertDisconnected(1006, "Connection closed without a close frame");
  }

  @Test
  void invalidUtf8Closes1007() throws Exception {
    try (Socket socket = rawSocket()) {
      socket.getOutputStream().write(new byte[]{(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xff});
      assertEquals(0x88, socket.getInputStream().read());
      assertEquals(1007, gateway.event("disconnect").path("requestContext").path("disconnectStatusCode").asInt());
    }
  }

  @Test
  void aForgottenSocketIsCutWithoutDisconnect() throws Exception {
    try (Socket socket = rawSocket()) {
      gateway.forget(gateway.event("connect").path("requestContext").path("connectionId").asText());
      assertEquals(-1, socket.getInputStream().read());
    }
    try (TestSocket client = gateway.open()) {
      assertEquals("default", client.send("next").frame());
    }
    JsonNode next = gateway.event("connect");
    JsonNode disconnected = gateway.event("disconnect");
    assertEquals(next.path("requestContext").path("connectionId"),
        disconnected.path("requestContext").path("connectionId"));
  }

  @Test
  void aStoppingGatewaySaysSo() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      gateway.close();
      assertEquals(1012, client.closed().code());
      assertDisconnected(1012, "Service restart");
    }
  }

  private void assertDisconnected(int code, String reason) throws InterruptedException {
    JsonNode context = gateway.event("disconnect").path("requestContext");
    assertEquals("$disconnect", context.path("routeKey").asText());
    assertEquals("DISCONNECT", context.path("eventType").asText());
    assertEquals(code, context.path("disconnectStatusCode").asInt());
    assertEquals(reason, context.path("disconnectReason").asText());
    gateway.assertNotInvoked("disconnect");
  }

  /** An open WebSocket without a client library that would add something. */
  private Socket rawSocket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(5_000);
    socket.getOutputStream().write("""
        GET /local HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: chat.v1\r
        \r
        """.formatted(gateway.port()).getBytes(UTF_8));
    StringBuilder head = new StringBuilder();
    InputStream input = socket.getInputStream();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) input.read());
    }
    assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
    assertTrue(head.toString().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head.toString());
    return socket;
  }
}
