package chat;

import chat.entrypoint.ChatApp;
import chat.entrypoint.Ports;
import chat.entrypoint.Settings;
import chat.presence.Lease;
import java.net.URI;
import java.time.Duration;

/** The real wiring on other ports. */
public final class TestApps {
  private static final URI NOWHERE = URI.create("https://nowhere.example/");

  private TestApps() {}

  public static ChatApp on(Ports ports, int expressMembers) {
    return new ChatApp(new Settings("test", NOWHERE, "issuer", "audience", NOWHERE,
        new Lease(Duration.ofSeconds(30), Duration.ofSeconds(105)), NOWHERE, NOWHERE, NOWHERE, expressMembers), ports);
  }
}
