package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.model.ChannelId;
import chat.model.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed while it writes, the local chat has every message that it accepted. */
class CrashIT {
  private static final int WRITERS = 8;
  private static final int ACCEPTED_BEFORE_THE_KILL = 300;
  private static final int DEADLINE_SECONDS = 60;

  @TempDir
  private Path directory;

  /** By writer: the numbers that its messages were accepted with. */
  private final Map<String, Map<String, Long>> accepted = new ConcurrentHashMap<>();

  @Test
  void whatWasAcceptedIsThereAfterAKill() throws Exception {
    CountDownLatch enough = new CountDownLatch(ACCEPTED_BEFORE_THE_KILL);
    try (ServerProcess server = ServerProcess.start("--data-dir", directory.toString(), "--web-dir", "../clients/web");
        ManySockets sockets = new ManySockets(server.issuer())) {
      for (int number = 0; number < WRITERS; number++) {
        new Writer(server, sockets, "writer" + number, enough).go();
      }
      assertTrue(enough.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "Sends are not answered.");
      server.kill();
    }
    try (EmbeddedCloud cloud = EmbeddedCloud
        .start(TestCloud.options().storedIn(directory))) {
      accepted.forEach((writer, messages) -> check(cloud, writer, messages));
      awaitHeads(cloud);
    }
  }

  /** Sends one message after the other and keeps what it was answered. */
  private final class Writer {
    private final String name;
    private final CountDownLatch enough;
    private final ManySockets.Socket socket;
    private final AtomicLong sent = new AtomicLong();

    private Writer(ServerProcess server, ManySockets sockets, String name, CountDownLatch enough) {
      this.name = name;
      this.enough = enough;
      this.socket = sockets.open(server.webSocket(), name, this::received).join();
      accepted.put(name, new ConcurrentHashMap<>());
    }

    private void go() {
      send(0);
      send(0);
    }

    private void send(long afterSeq) {
      long number = sent.incrementAndGet();
      socket.send("""
          {"action":"send","userId":"reader","clientMessageId":"m%d","afterSeq":%d,\
          "content":{"type":"text","text":"text %d"}}""".formatted(number, afterSeq, number));
    }

    private void received(String text) {
      JsonObject frame = JsonObject.parse(text);
      if (frame.text("event").equals("accepted")) {
        accepted.get(name).put(frame.text("clientMessageId"), frame.wholeNumber("seq"));
        enough.countDown();
        send(frame.wholeNumber("seq"));
      }
    }
  }

  private static ChannelId channel(String writer) {
    return ChannelId.direct(new UserId(writer), new UserId("reader"));
  }

  private static void check(EmbeddedCloud cloud, String writer, Map<String, Long> messages) {
    List<Entry> entries = Promises.entries(cloud, channel(writer));
    assertEquals(LongStream.rangeClosed(1, entries.size()).boxed().toList(), entries.stream().map(Entry::seq).toList());
    Map<String, Long> stored = entries.stream()
        .collect(Collectors.toMap(Entry::clientMessageId, Entry::seq));
    assertTrue(stored.entrySet().containsAll(messages.entrySet()),
        () -> messages + " were accepted, and stored are " + stored);
  }

  /** The streams go on where they had stopped. */
  private void awaitHeads(EmbeddedCloud cloud) {
    FaultIT.awaitNone(
        () -> Promises.behind(cloud, accepted.keySet().stream().map(writer -> channel(writer).value()).toList()));
  }
}
