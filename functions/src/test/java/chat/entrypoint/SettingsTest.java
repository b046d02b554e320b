package chat.entrypoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> GOOD = Map.of("STAGE", "dev", "CONNECTIONS_ENDPOINT",
      "https://id.execute-api.eu-west-1.amazonaws.com/dev", "TOKEN_ISSUER", "https://issuer.example", "TOKEN_AUDIENCE",
      "chat", "TOKEN_JWKS_URI", "https://issuer.example/jwks", "HEARTBEAT_SECONDS", "30", "LEASE_SECONDS", "105");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, value);
    return environment;
  }

  @Test
  void readsAll() {
    Settings settings = Settings.from(GOOD);
    assertEquals(Duration.ofSeconds(105), settings.lease().length());
    assertEquals(URI.create("https://issuer.example/jwks"), settings.tokenJwksUri());
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
    assertThrows(IllegalArgumentException.class, () -> Settings.from(with("LEASE_SECONDS", "10")));
  }
}
