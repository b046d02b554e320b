package chat.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.TestCloud;
import chat.topology.Topology;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class EmbeddedCloudIT {
  private static final Path WEB = Path.of("none");

  @Test
  void itStartsQuicklyWithEveryTableAndStopsQuickly() {
    long begin = System.nanoTime();
    EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options());
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    Set<String> tables = Topology.TABLES.stream().map(table -> table.nameIn(cloud.stage()))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(tables, new TreeSet<>(cloud.dynamoDb().listTables().tableNames()));
    begin = System.nanoTime();
    cloud.close();
    Duration stop = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("The embedded cloud started in " + start.toMillis() + " ms and stopped in " + stop.toMillis()
        + " ms.");
    assertTrue(start.compareTo(Duration.ofSeconds(10)) < 0, start::toString);
    assertTrue(stop.compareTo(Duration.ofSeconds(5)) < 0, stop::toString);
  }

  @Test
  void theRealFunctionsDecideWhoMayConnect() {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options());
        HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket = connect(client, cloud, cloud.issuer().token("alice"));
      assertEquals(Topology.SUBPROTOCOL, socket.getSubprotocol());
      socket.abort();
      CompletionException refused = assertThrows(CompletionException.class,
          () -> connect(client, cloud, cloud.issuer().token("alice", "other", Duration.ofHours(1))));
      assertEquals(401,
          assertInstanceOf(WebSocketHandshakeException.class, refused.getCause()).getResponse().statusCode());
    }
  }

  private static WebSocket connect(HttpClient client, EmbeddedCloud cloud, String token) {
    return client.newWebSocketBuilder().subprotocols(Topology.SUBPROTOCOL).header("Authorization", "Bearer " + token)
        .buildAsync(cloud.webSocketAddress(), new WebSocket.Listener() {
        }).join();
  }

  @Test
  void aTakenPortIsNamedAndNothingStaysBehind() {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options())) {
      int port = cloud.httpAddress().getPort();
      Options same = Options.at(new Options.Ports(0, port, 0), WEB);
      assertEquals(port, assertThrows(PortTakenException.class, () -> EmbeddedCloud.start(same)).port());
    }
  }
}
