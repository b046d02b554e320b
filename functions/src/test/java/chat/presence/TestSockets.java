package chat.presence;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Socket;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Sockets that stay. */
public final class TestSockets {
  private TestSockets() {}

  public static void open(Presences presences, UserId userId, ConnectionId connectionId, DeviceId device,
      Instant since) {
    presences.touch(userId, connectionId, new Socket(device, since, since.plus(Duration.ofDays(1)), false, false),
        Optional.of(since), Optional.empty(), Set.of());
  }
}
