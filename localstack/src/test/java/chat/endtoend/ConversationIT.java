package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two people chat: real sockets, the real handlers, real tables and streams. Every test has users of its own. */
class ConversationIT {
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static List<Long> seqs(List<JsonObject> messages) {
    return messages.stream().map(message -> message.wholeNumber("seq")).toList();
  }

  private static Map<String, AttributeValue> connectionsOf(String user) {
    return new StoredPresence(cloud, user).connections();
  }

  @Test
  void whoSentItAndWhenComesFromTheServer() {
    try (TestClient mallory = TestClient.connect(cloud, "mal0"); TestClient ben = TestClient.connect(cloud, "ben0")) {
      JsonObject accepted = mallory.ask("""
          {"action":"send","userId":"ben0","clientMessageId":"m1","afterSeq":0,"sender":"ann0","sentAt":1,"seq":7,
           "content":{"type":"text","text":"from ann"}}""");
      JsonObject message = ben.awaitMessage("from ann");
      assertEquals("mal0", message.text("sender"));
      assertEquals(1, message.wholeNumber("seq"));
      assertEquals(accepted.wholeNumber("sentAt"), message.wholeNumber("sentAt"));
      assertTrue(message.wholeNumber("sentAt") > 1_700_000_000_000L);
    }
  }

  @Test
  void aMessageIsAcceptedAndArrives() {
    try (TestClient ann = TestClient.connect(cloud, "ann1"); TestClient ben = TestClient.connect(cloud, "ben1")) {
      assertEquals("chat.v1", ann.subprotocol());
      JsonObject accepted = ann.sendTo("ben1", "m1", 0, "hello Ben");
      assertEquals("accepted", accepted.text("event"));
      assertEquals(1, accepted.wholeNumber("seq"));
      JsonObject message = ben.awaitMessage("hello Ben");
      assertEquals("ann1", message.text("sender"));
      assertEquals(1, message.wholeNumber("seq"));
      assertEquals(accepted.text("channelId"), message.text("channelId"));
      assertEquals(accepted.wholeNumber("sentAt"), message.wholeNumber("sentAt"));

      assertEquals(2, ben.sendTo("ann1", "m1", 1, "hello Ann").wholeNumber("seq"));
      assertEquals(2, ann.awaitMessage("hello Ann").wholeNumber("seq"));
    }
  }

  @Test
  void everyOtherDeviceGetsItAndTheSendingSocketDoesNot() {
    try (TestClient phone = TestClient.connect(cloud, "ann2");
        TestClient laptop = TestClient.connect(cloud, "ann2");
        TestClient ben = TestClient.connect(cloud, "ben2")) {
      phone.sendTo("ben2", "m1", 0, "from my phone");
      laptop.awaitMessage("from my phone");
      ben.sendTo("ann2", "m1", 1, "to both");
      phone.awaitMessage("to both");
      laptop.awaitMessage("to both");
      assertEquals(List.of(2L), seqs(phone.messagesSoFar()));
    }
  }

  @Test
  void whoWasAwayReadsWhatCameMeanwhile() {
    try (TestClient ann = TestClient.connect(cloud, "ann3")) {
      for (int number = 1; number <= 25; number++) {
        ann.sendTo("ben3", "m" + number, number - 1, "text " + number);
      }
      ann.await(frame -> frame.optionalWholeNumber("seq").orElse(0) == 25);
    }
    try (TestClient ben = TestClient.connect(cloud, "ben3")) {
      JsonObject channel = awaitHead(ben, 25);
      assertEquals("ann3", channel.text("peer"));
      assertEquals("text 25", channel.object("lastMessage").object("content").text("text"));
      String channelId = channel.text("channelId");
      JsonObject page = ben
          .ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\",\"after\":5,\"limit\":10}");
      assertEquals(LongStream.rangeClosed(6, 15).boxed().toList(), seqs(page.objects("messages")));
      assertEquals(true, page.optionalFlag("more").orElseThrow());
      JsonObject newest = ben.ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\"}");
      assertEquals(LongStream.rangeClosed(1, 25).boxed().toList(), seqs(newest.objects("messages")));
      assertEquals(false, newest.optionalFlag("more").orElseThrow());
    }
  }

  /** The conversation list follows the log by the stream's delay. */
  private static JsonObject awaitHead(TestClient client, long head) {
    for (int tries = 0; tries < 1_000; tries++) {
      List<JsonObject> channels = client.ask("{\"action\":\"sync\"}").objects("channels");
      if (channels.size() == 1 && channels.getFirst().wholeNumber("head") == head) {
        return channels.getFirst();
      }
    }
    throw new AssertionError("The head never came to " + head);
  }

  @Test
  void aPageNeverOutgrowsAFrame() {
    String large = "x".repeat(8_100);
    try (TestClient ann = TestClient.connect(cloud, "ann4")) {
      String channelId = "";
      for (int number = 1; number <= 10; number++) {
        channelId = ann.sendTo("ben4", "m" + number, number - 1, large).text("channelId");
      }
      JsonObject last = ann.ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\"}");
      assertEquals(List.of(8L, 9L, 10L), seqs(last.objects("messages")));
      assertTrue(last.optionalFlag("more").orElseThrow());
      JsonObject first = ann.ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\",\"after\":0}");
      assertEquals(List.of(1L, 2L, 3L), seqs(first.objects("messages")));
      assertTrue(first.optionalFlag("more").orElseThrow());
    }
  }

  @Test
  void aRepeatedSendIsAnsweredWithTheSameSeqAndStoredOnce() {
    try (TestClient ann = TestClient.connect(cloud, "ann5"); TestClient ben = TestClient.connect(cloud, "ben5")) {
      JsonObject first = ann.sendTo("ben5", "once", 0, "only once");
      ben.sendTo("ann5", "between", 1, "between");
      for (int repeat = 0; repeat < 5; repeat++) {
        JsonObject again = ann.sendTo("ben5", "once", 0, "only once");
        assertEquals(first.wholeNumber("seq"), again.wholeNumber("seq"));
        assertEquals(first.wholeNumber("sentAt"), again.wholeNumber("sentAt"));
      }
      JsonObject all = ben
          .ask("{\"action\":\"history\",\"channelId\":\"" + first.text("channelId") + "\",\"after\":0}");
      assertEquals(List.of(1L, 2L), seqs(all.objects("messages")));
      assertEquals("ID_REUSED", ann.sendTo("ben5", "once", 0, "something else").text("code"));
    }
  }

  @Test
  void aStaleConnectionIsForgottenAndHarmsNobody() {
    try (TestClient ann = TestClient.connect(cloud, "ann6"); TestClient phone = TestClient.connect(cloud, "ben6")) {
      String phoneId = connectionsOf("ben6").keySet().iterator().next();
      new StoredPresence(cloud, "ben6").age();
      try (TestClient laptop = TestClient.connect(cloud, "ben6")) {
        cloud.faults().set(Fault.DISCONNECT_LOST, Dose.ALWAYS.times(1));
        assertTrue(cloud.cut(phoneId));
        ann.sendTo("ben6", "m1", 0, "is anybody there?");
        laptop.awaitMessage("is anybody there?");
        ann.sendTo("ben6", "m2", 1, "good");
        laptop.awaitMessage("good");
        assertEquals(1, connectionsOf("ben6").size());
        assertTrue(!connectionsOf("ben6").containsKey(phoneId));
      }
      assertEquals(List.of(), phone.messagesSoFar());
    }
  }

  @Test
  void aHeartbeatTellsWhoIsOnline() {
    try (TestClient ann = TestClient.connect(cloud, "ann7")) {
      String watch = "{\"action\":\"heartbeat\",\"watch\":[\"ben7\",\"nobody7\"]}";
      try (TestClient ben = TestClient.connect(cloud, "ben7")) {
        ben.ask("{\"action\":\"heartbeat\"}");
        JsonObject alive = ann.ask(watch);
        assertEquals(15, alive.wholeNumber("nextHeartbeatSeconds"));
        assertEquals(List.of("ben7 online", "nobody7 offline"), states(alive));
      }
      FaultIT.awaitNone(() -> states(ann.ask(watch)).equals(List.of("ben7 offline", "nobody7 offline"))
          ? List.of()
          : List.of("ben7 never went offline"));
    }
  }

  private static List<String> states(JsonObject alive) {
    return alive.objects("watched").stream().map(user -> user.text("userId") + " " + user.text("state")).toList();
  }

  @Test
  void cursorsAreKeptAndTheOtherSideSeesThem() {
    try (TestClient ann = TestClient.connect(cloud, "ann9"); TestClient ben = TestClient.connect(cloud, "ben9")) {
      for (int number = 1; number <= 3; number++) {
        ann.sendTo("ben9", "m" + number, number - 1, "text " + number);
      }
      String channelId = ben.awaitMessage("text 3").text("channelId");
      assertEquals(3, awaitHead(ben, 3).wholeNumber("unread"));
      ben.send("{\"action\":\"ack\",\"channels\":[{\"channelId\":\"" + channelId + "\",\"delivered\":3,\"read\":2}]}");
      JsonObject receipt = ann.await(frame -> frame.optionalText("event").equals(Optional.of("receipt")));
      assertEquals("ben9", receipt.text("userId"));
      JsonObject cursor = receipt.objects("channels").getFirst();
      assertEquals(channelId, cursor.text("channelId"));
      assertEquals(3, cursor.wholeNumber("delivered"));
      assertEquals(2, cursor.wholeNumber("read"));
      JsonObject channel = awaitHead(ben, 3);
      assertEquals(1, channel.wholeNumber("unread"));
      assertEquals(2, channel.wholeNumber("read"));
      assertEquals("INVALID", ben.ask("{\"action\":\"ack\",\"channels\":[]}").text("code"));
      assertEquals("UNKNOWN_SEQUENCE",
          ben.ask("{\"action\":\"ack\",\"channels\":[{\"channelId\":\"" + channelId + "\",\"read\":4}]}").text("code"));
      assertEquals("NOT_A_MEMBER",
          ben.ask("{\"action\":\"ack\",\"channels\":[{\"channelId\":\"elsewhere\",\"read\":1}]}").text("code"));
    }
  }

  @Test
  void theOtherSideSeesSomebodyTyping() {
    try (TestClient ann = TestClient.connect(cloud, "ann10"); TestClient ben = TestClient.connect(cloud, "ben10")) {
      String channelId = ann.sendTo("ben10", "m1", 0, "hello").text("channelId");
      ben.send("{\"action\":\"typing\",\"channelId\":\"" + channelId + "\"}");
      assertEquals("ben10",
          ann.await(frame -> frame.optionalText("event").equals(Optional.of("typing"))).text("userId"));
      assertEquals("NOT_A_MEMBER", ann.ask("{\"action\":\"typing\",\"channelId\":\"elsewhere\"}").text("code"));
    }
  }

  @Test
  void strangersGetNothing() {
    try (TestClient ann = TestClient.connect(cloud, "ann8"); TestClient mallory = TestClient.connect(cloud, "mal8")) {
      String channelId = ann.sendTo("ben8", "m1", 0, "between us").text("channelId");
      String history = "{\"action\":\"history\",\"channelId\":\"" + channelId + "\"}";
      assertEquals("NOT_A_MEMBER", mallory.ask(history).text("code"));
      assertEquals("NOT_A_MEMBER", mallory.ask("{\"action\":\"history\",\"channelId\":\"none\"}").text("code"));
      assertEquals("NOT_A_MEMBER", mallory.ask("{\"action\":\"send\",\"channelId\":\"" + channelId + "\","
          + "\"clientMessageId\":\"m\",\"afterSeq\":1,\"content\":{\"type\":\"text\",\"text\":\"me too\"}}")
          .text("code"));
      assertEquals(List.of(), mallory.ask("{\"action\":\"sync\"}").objects("channels"));
      assertEquals(List.of(), mallory.messagesSoFar());
    }
  }
}
