package chat.entrypoint;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.aws.sns.PushApplications;
import chat.presence.Lease;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> GOOD = Map.ofEntries(entry("STAGE", "dev"),
      entry("CONNECTIONS_ENDPOINT", "https://id.execute-api.eu-west-1.amazonaws.com/dev"),
      entry("TOKEN_ISSUER", "https://issuer.example"), entry("TOKEN_AUDIENCE", "chat"),
      entry("TOKEN_JWKS_URI", "https://issuer.example/jwks"), entry("HEARTBEAT_SECONDS", "30"),
      entry("LEASE_SECONDS", "120"), entry("IDLE_HEARTBEAT_SECONDS", "540"), entry("GRACE_SECONDS", "20"),
      entry("FAN_OUT_QUEUE", "https://sqs.eu-west-1.amazonaws.com/1/chat-dev-fan-out-chunks"),
      entry("RETRY_QUEUE", "https://sqs.eu-west-1.amazonaws.com/1/chat-dev-retries"),
      entry("ERASURE_QUEUE", "https://sqs.eu-west-1.amazonaws.com/1/chat-dev-erasures"),
      entry("PRESENCE_QUEUE", "https://sqs.eu-west-1.amazonaws.com/1/chat-dev-presence-orders"),
      entry("PUSH_QUEUE", "https://sqs.eu-west-1.amazonaws.com/1/chat-dev-push-orders"),
      entry("APNS_APPLICATION", "arn:aws:sns:eu-west-1:1:app/APNS/chat-dev"), entry("APNS_SANDBOX_APPLICATION", "none"),
      entry("FCM_APPLICATION", "arn:aws:sns:eu-west-1:1:app/GCM/chat-dev"),
      entry("EXPRESS_MEMBERS", "100"));

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, value);
    return environment;
  }

  @Test
  void readsAll() {
    Settings settings = Settings.from(GOOD);
    assertEquals(new Lease(Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(540),
        Duration.ofSeconds(20)), settings.lease());
    assertEquals(URI.create("https://issuer.example/jwks"), settings.tokenJwksUri());
    assertEquals(URI.create("https://sqs.eu-west-1.amazonaws.com/1/chat-dev-fan-out-chunks"), settings.fanOutQueue());
    assertEquals(URI.create("https://sqs.eu-west-1.amazonaws.com/1/chat-dev-retries"), settings.retryQueue());
    assertEquals(URI.create("https://sqs.eu-west-1.amazonaws.com/1/chat-dev-erasures"), settings.erasureQueue());
    assertEquals(URI.create("https://sqs.eu-west-1.amazonaws.com/1/chat-dev-presence-orders"),
        settings.presenceQueue());
    assertEquals(URI.create("https://sqs.eu-west-1.amazonaws.com/1/chat-dev-push-orders"), settings.pushQueue());
    assertEquals(new PushApplications(Optional.of("arn:aws:sns:eu-west-1:1:app/APNS/chat-dev"), Optional.empty(),
        Optional.of("arn:aws:sns:eu-west-1:1:app/GCM/chat-dev")), settings.pushApplications());
    assertEquals(100, settings.expressMembers());
  }

  @Test
  void theExpressLaneMayBeOff() {
    assertEquals(0, Settings.from(with("EXPRESS_MEMBERS", "0")).expressMembers());
  }

  @Test
  void namesEveryMissingOneTogether() {
    Map<String, String> environment = with("STAGE", " ");
    environment.remove("TOKEN_ISSUER");
    assertEquals("Missing environment variables: [STAGE, TOKEN_ISSUER]",
        assertThrows(IllegalStateException.class, () -> Settings.from(environment)).getMessage());
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThrows(IllegalStateException.class, () -> Settings.from(with("LEASE_SECONDS", "soon")));
    assertThrows(IllegalStateException.class, () -> Settings.from(with("TOKEN_JWKS_URI", "keys")));
    assertThrows(IllegalArgumentException.class, () -> Settings.from(with("LEASE_SECONDS", "119")));
    assertThrows(IllegalArgumentException.class, () -> Settings.from(with("IDLE_HEARTBEAT_SECONDS", "29")));
    assertThrows(IllegalArgumentException.class, () -> Settings.from(with("IDLE_HEARTBEAT_SECONDS", "571")));
    assertThrows(IllegalArgumentException.class, () -> Settings.from(with("GRACE_SECONDS", "901")));
    assertThrows(IllegalStateException.class, () -> Settings.from(with("RETRY_QUEUE", "chat-dev-retries")));
    assertThrows(IllegalStateException.class, () -> Settings.from(with("FCM_APPLICATION", "off")));
    for (String members : List.of("101", "-1", "many")) {
      assertEquals("EXPRESS_MEMBERS must be a whole number from 0 to 100.",
          assertThrows(IllegalStateException.class, () -> Settings.from(with("EXPRESS_MEMBERS", members)))
              .getMessage());
    }
  }
}
