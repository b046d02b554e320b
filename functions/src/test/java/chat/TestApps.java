package chat;

import chat.aws.sns.PushApplications;
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
        new Lease(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(9), Duration.ofSeconds(10)),
        NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, PushApplications.NONE,
        expressMembers), ports);
  }
}
