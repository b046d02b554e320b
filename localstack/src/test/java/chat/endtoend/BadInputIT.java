package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad input gets its own refusal or close code; nothing hangs, and the service is fine afterwards. */
class BadInputIT {
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @AfterEach
  void theServiceIsFine() {
    try (TestClient client = TestClient.connect(cloud, "witness")) {
      assertEquals("alive", client.ask("{\"action\":\"heartbeat\"}").text("event"));
    }
  }

  private static void assertRefused(String frame, String code) {
    try (TestClient client = TestClient.connect(cloud, "eve")) {
      client.send(frame);
      JsonObject answer = client.await(any -> true);
      assertEquals("refused", answer.text("event"));
      assertEquals(code, answer.text("code"));
      assertEquals("alive", client.ask("{\"action\":\"heartbeat\"}").text("event"), "the same socket goes on");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{", "hello", "[]", "7", "{\"action\":\"send\",\"action\":\"send\"}"})
  void whatIsNoJsonObjectIsRefused(String frame) {
    assertRefused(frame, "MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"action\":\"fly\"}", "{\"action\":\"$connect\"}", "{\"action\":\"$disconnect\"}"})
  void anUnknownActionIsRefused(String frame) {
    assertRefused(frame, "UNKNOWN_ACTION");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"action\":7}", "{\"action\":\"send\"}", "{\"action\":\"history\"}",
      "{\"action\":\"heartbeat\",\"watch\":{}}", "{\"action\":\"sync\",\"after\":\"../x\"}"})
  void aBadFieldIsRefused(String frame) {
    assertRefused(frame, "INVALID");
  }

  @Test
  void aFragmentedMessageOverTheLimitIsRefused() {
    assertRefused("{\"action\":\"heartbeat\",\"x\":\"" + "x".repeat(100_000) + "\"}", "TOO_LARGE");
  }

  @ParameterizedTest
  @CsvSource({"9, UNKNOWN_SEQUENCE", "9007199254740990, UNKNOWN_SEQUENCE"})
  void aSequenceFromNowhereIsRefused(long afterSeq, String code) {
    try (TestClient client = TestClient.connect(cloud, "eve")) {
      assertEquals(code, client.sendTo("witness", "m1", afterSeq, "hello").text("code"));
    }
  }

  @Test
  void aBinaryFrameCloses() {
    try (TestClient client = TestClient.connect(cloud, "eve")) {
      client.sendBinary();
      assertEquals(1003, client.awaitClose());
    }
  }

  @Test
  void aMessageOf129KilobytesCloses() {
    try (TestClient client = TestClient.connect(cloud, "eve")) {
      client.send("x".repeat(129 * 1024));
      assertEquals(1009, client.awaitClose());
    }
  }

  private static int handshakeStatus(@Nullable String token) {
    CompletionException failed = assertThrows(CompletionException.class,
        () -> TestClient.open(cloud, token, new WebSocket.Listener() {
        }).join());
    return ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode();
  }

  @Test
  void aMissingTokenIsUnauthorized() {
    assertEquals(401, handshakeStatus(null));
  }

  @Test
  void anExpiredTokenIsUnauthorized() {
    assertEquals(401, handshakeStatus(cloud.issuer().token("eve", "chat", Duration.ofMinutes(-5))));
  }

  @Test
  void aTokenForSomebodyElseIsUnauthorized() {
    assertEquals(401, handshakeStatus(cloud.issuer().token("eve", "another-service", Duration.ofMinutes(5))));
  }

  @Test
  void aForgedTokenIsUnauthorized() {
    String[] good = cloud.issuer().token("eve").split("\\.", -1);
    String[] other = cloud.issuer().token("alice").split("\\.", -1);
    assertEquals(401, handshakeStatus(good[0] + "." + other[1] + "." + good[2]));
    assertEquals(401, handshakeStatus(good[0] + "." + good[1] + "."));
    assertEquals(401, handshakeStatus("nonsense"));
  }
}
