package chat.erasure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.Ports;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Message;
import chat.model.Profile;
import chat.model.Report;
import chat.model.Standing;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ContentJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryEraseAccountTest extends EraseAccountContract {
  private @Nullable InMemoryPorts made;

  @Override
  protected Ports ports(Erasures queue, InstantSource time) {
    made = new InMemoryPorts() {
      @Override
      public Erasures erasures() {
        return queue;
      }

      @Override
      public InstantSource clock() {
        return time;
      }
    };
    return made;
  }

  @Override
  protected String everything(Set<ChannelId> channelIds) {
    InMemoryPorts ports = requireNonNull(made);
    Stream<String> entries = channelIds.stream().flatMap(id -> ports.messageLog().from(id, 1, 10_000).stream())
        .map(InMemoryEraseAccountTest::shown);
    Stream<String> last = channelIds.stream().flatMap(id -> ports.channels().get(id).stream())
        .flatMap(channel -> channel.lastMessage().stream()).map(Message::content).map(ContentJson::encode);
    Stream<String> reports = ports.reports().all().stream().map(InMemoryEraseAccountTest::shown);
    Stream<String> profiles = ports.profiles().all().stream().map(InMemoryEraseAccountTest::shown);
    return Stream.of(entries, last, reports, profiles).flatMap(parts -> parts).collect(joining("\n"));
  }

  private static String shown(LogEntry entry) {
    return ContentJson.encode(entry.message().content()) + entry.fingerprint() + entry.amendments();
  }

  private static String shown(Profile profile) {
    return profile.userId() + profile.name() + profile.about() + profile.picture();
  }

  private static String shown(Report report) {
    String content = report.subject() instanceof Report.Subject.Said said ? ContentJson.encode(said.content()) : "";
    return report.comment() + content;
  }

  @Test
  void theJobEndsTheSocketsThatTheDeletionLeftOpen() {
    InMemoryPorts ports = new InMemoryPorts();
    UserId gone = new UserId("gone");
    ConnectionId socket = new ConnectionId("gone-phone");
    TestSockets.open(ports.presences(), gone, socket, DeviceId.DEFAULT, ports.now);
    ports.accounts().setStanding(gone, Standing.DELETED);
    TestApps.on(ports, 0).eraseAccount().erase(new Erasure(gone, ports.now, Optional.empty()), Instant.MAX);
    assertEquals(List.of(socket), ports.closed);
  }
}
