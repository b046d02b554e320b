package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A group far above what the express lane and one chunk take: every connected member gets a burst, without a hole. */
class LargeGroupIT {
  private static final int MEMBERS = 1_000;
  private static final int CONNECTED = 200;
  private static final int AT_ONCE = 50;
  private static final int BURST = 40;

  @Test
  void everyConnectedMemberGetsAllOfABurst() {
    List<TestClient> clients = new ArrayList<>();
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options());
        TestClient owner = TestClient.connect(cloud, "owner")) {
      String channelId = owner.ask("""
          {"action":"send","clientMessageId":"create","afterSeq":0,
           "content":{"type":"create","name":"Everybody","members":[]}}""").text("channelId");
      long head = 1;
      for (int start = 1; start < MEMBERS; start += AT_ONCE) {
        String users = IntStream.range(start, Math.min(start + AT_ONCE, MEMBERS))
            .mapToObj(number -> "\"u" + number + "\"")
            .collect(Collectors.joining(","));
        head = owner.ask(send(channelId, "add-" + start, head, "{\"type\":\"add\",\"users\":[" + users + "]}"))
            .wholeNumber("seq");
      }
      for (int number = 1; number <= CONNECTED; number++) {
        clients.add(TestClient.connect(cloud, "u" + number));
      }
      long first = head + 1;
      for (int number = 1; number <= BURST; number++) {
        TestClient sender = number % 4 == 0 ? clients.get(number) : owner;
        head = sender.ask(send(channelId, "m" + number, head, "{\"type\":\"text\",\"text\":\"burst " + number + "\"}"))
            .wholeNumber("seq");
      }
      String last = "burst " + BURST;
      for (int index = 0; index < CONNECTED; index++) {
        TestClient client = clients.get(index);
        if (index != BURST) {
          client.awaitMessage(last);
        }
        assertEquals(expected(index, first), received(client, index, first), "u" + (index + 1));
      }
    } finally {
      clients.forEach(TestClient::close);
    }
  }

  private static String send(String channelId, String id, long afterSeq, String content) {
    return "{\"action\":\"send\",\"channelId\":\"" + channelId + "\",\"clientMessageId\":\"" + id + "\",\"afterSeq\":"
        + afterSeq + ",\"content\":" + content + "}";
  }

  /** What the socket sent itself was accepted there and needs no copy. */
  private static List<Long> expected(int index, long first) {
    boolean sender = index % 4 == 0 && index >= 4 && index <= BURST;
    return LongStream.range(first, first + BURST).filter(seq -> !sender || seq != first + index - 1).boxed().toList();
  }

  /** Without repeats, in the order of seq: waits for what is still missing. */
  private static List<Long> received(TestClient client, int index, long first) {
    List<Long> wanted = expected(index, first);
    wanted.forEach(seq -> client.awaitMessage(message -> message.wholeNumber("seq") == seq));
    return client.messagesSoFar().stream().map(message -> seq(message)).filter(seq -> seq >= first).distinct().sorted()
        .toList();
  }

  private static long seq(JsonObject message) {
    return message.wholeNumber("seq");
  }
}
