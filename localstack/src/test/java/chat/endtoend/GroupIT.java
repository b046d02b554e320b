package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People chat in groups: real sockets, the real handlers, real tables and streams. Every test has users of its own. */
class GroupIT {
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static JsonObject ask(TestClient client, String action) {
    return client.ask(json(action));
  }

  /** {@code to}: the field of the destination with its comma, or nothing. */
  private static JsonObject send(TestClient client, String to, long afterSeq, String content) {
    return ask(client, "{'action':'send',%s'clientMessageId':'%s','afterSeq':%d,'content':{%s}}".formatted(to,
        UUID.randomUUID(), afterSeq, content));
  }

  private static String create(TestClient client, String... members) {
    JsonObject accepted = send(client, "", 0,
        "'type':'create','name':'Group','members':['" + String.join("','", members)
            + "']");
    assertEquals(1, accepted.wholeNumber("seq"));
    return accepted.text("channelId");
  }

  /** Returns the seq. */
  private static long accepted(TestClient client, String group, long afterSeq, String content) {
    JsonObject answer = send(client, "'channelId':'" + group + "',", afterSeq, content);
    assertEquals("accepted", answer.text("event"), () -> answer.optionalText("reason").orElse(""));
    return answer.wholeNumber("seq");
  }

  private static String refused(TestClient client, String group, long afterSeq, String content) {
    return send(client, "'channelId':'" + group + "',", afterSeq, content).text("code");
  }

  private static JsonObject awaitEntry(TestClient client, String group, long seq) {
    return client.awaitMessage(
        message -> message.text("channelId").equals(group) && message.wholeNumber("seq") == seq);
  }

  private static String type(JsonObject message) {
    return message.object("content").text("type");
  }

  private static List<Long> seqs(List<JsonObject> messages) {
    return messages.stream().map(message -> message.wholeNumber("seq")).toList();
  }

  private static List<JsonObject> history(TestClient client, String group) {
    return ask(client, "{'action':'history','channelId':'%s','after':0}".formatted(group)).objects("messages");
  }

  /** Changes in place follow the log by the stream's delay. */
  private static List<JsonObject> awaitHistory(TestClient client, String group, Predicate<List<JsonObject>> wanted) {
    return awaited(() -> Optional.of(history(client, group)).filter(wanted));
  }

  /** The channel as a sync tells of it, once it is so. */
  private static JsonObject awaitSynced(TestClient client, String group, String cursors,
      Predicate<JsonObject> wanted) {
    return awaited(() -> ask(client, "{'action':'sync','cursors':[%s]}".formatted(cursors)).objects("channels").stream()
        .filter(channel -> channel.text("channelId").equals(group)).filter(wanted).findFirst());
  }

  private static <T> T awaited(java.util.function.Supplier<Optional<T>> look) {
    for (int tries = 0; tries < 1_000; tries++) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("It never came to be");
  }

  @Test
  void membersGetEveryEntryAndHistoryShowsMessagesAsTheyAre() {
    try (TestClient ann = TestClient.connect(cloud, "g1-ann");
        TestClient ben = TestClient.connect(cloud, "g1-ben");
        TestClient cleo = TestClient.connect(cloud, "g1-cleo")) {
      String group = create(ann, "g1-ben", "g1-cleo");
      JsonObject created = awaitEntry(ben, group, 1);
      assertEquals("create", type(created));
      assertEquals(List.of("g1-ben", "g1-cleo"), created.object("content").texts("members"));

      accepted(ann, group, 1, "'type':'text','text':'one'");
      accepted(ben, group, 2, "'type':'text','text':'two','replyTo':2");
      assertEquals(2, awaitEntry(cleo, group, 3).object("content").wholeNumber("replyTo"));
      accepted(ann, group, 3, "'type':'edit','target':2,'content':{'type':'text','text':'uno'}");
      accepted(cleo, group, 4, "'type':'reaction','target':3,'emoji':'👍'");
      accepted(ann, group, 5, "'type':'reaction','target':3,'emoji':'👍'");
      accepted(ann, group, 6, "'type':'reaction','target':3,'emoji':'👍','removed':true");
      awaitEntry(ben, group, 7);
      awaitEntry(cleo, group, 7);

      List<JsonObject> shown = awaitHistory(ben, group,
          messages -> messages.get(1).has("edited") && messages.get(2).objects("reactions").size() == 1);
      assertEquals(LongStream.rangeClosed(1, 7).boxed().toList(), seqs(shown));
      assertEquals("uno", shown.get(1).object("content").text("text"));
      assertEquals(4, shown.get(1).wholeNumber("edited"));

      assertEquals("FORBIDDEN", refused(cleo, group, 7, "'type':'delete','target':2"));
      accepted(ann, group, 7, "'type':'delete','target':2");
      assertEquals("delete", type(awaitEntry(cleo, group, 8)));
      List<JsonObject> after = awaitHistory(cleo, group, messages -> type(messages.get(1)).equals("deleted")
          && type(messages.get(3).object("content")).equals("deleted"));
      assertEquals("g1-ann", after.get(1).object("content").text("by"));
      assertEquals("UNKNOWN_TARGET", refused(ann, group, 8, "'type':'reaction','target':2,'emoji':'👍'"));
      assertTrue(after.stream().noneMatch(message -> message.object("content").optionalText("text").stream()
          .anyMatch(text -> text.equals("one") || text.equals("uno"))));
    }
  }

  @Test
  void whoIsRemovedGetsTheirRemovalAndNothingAfter() {
    try (TestClient ann = TestClient.connect(cloud, "g2-ann");
        TestClient ben = TestClient.connect(cloud, "g2-ben");
        TestClient cleo = TestClient.connect(cloud, "g2-cleo")) {
      String group = create(ann, "g2-ben", "g2-cleo");
      accepted(ann, group, 1, "'type':'text','text':'before'");
      accepted(ann, group, 2, "'type':'remove','user':'g2-ben'");
      assertEquals("remove", type(awaitEntry(ben, group, 3)));
      accepted(ann, group, 3, "'type':'text','text':'after'");
      accepted(ann, group, 4, "'type':'settings','name':'Without Ben'");
      awaitEntry(cleo, group, 5);
      assertEquals("NOT_A_MEMBER", refused(ben, group, 3, "'type':'text','text':'hello?'"));
      assertEquals("NOT_A_MEMBER", ask(ben, "{'action':'history','channelId':'%s'}".formatted(group)).text("code"));
      JsonObject left = awaitSynced(ben, group, "{'channelId':'" + group + "','delivered':3}",
          channel -> channel.has("left"));
      assertEquals(3, left.wholeNumber("left"));
      // what goes to Ben next would have come behind anything of the group
      ann.sendTo("g2-ben", "m1", 0, "sorry");
      ben.awaitMessage("sorry");
      awaitSynced(cleo, group, "", channel -> channel.wholeNumber("head") == 5);
      assertEquals(List.of(1L, 2L, 3L), seqs(ben.messagesSoFar().stream()
          .filter(message -> message.text("channelId").equals(group)).toList()).stream().distinct().sorted().toList());
    }
  }

  @Test
  void anInviteLetsInAndAnOwnerWhoLeavesHandsOver() {
    try (TestClient ann = TestClient.connect(cloud, "g3-ann");
        TestClient ben = TestClient.connect(cloud, "g3-ben");
        TestClient cleo = TestClient.connect(cloud, "g3-cleo")) {
      String group = create(ann, "g3-ben");
      String invite = ask(ann, "{'action':'invite','channelId':'%s','uses':1}".formatted(group)).text("invite");
      JsonObject joined = send(cleo, "'invite':'" + invite + "',", 0, "'type':'join'");
      assertEquals(2, joined.wholeNumber("seq"));
      assertEquals(group, joined.text("channelId"));
      assertEquals("join", type(awaitEntry(ann, group, 2)));
      try (TestClient dan = TestClient.connect(cloud, "g3-dan")) {
        assertEquals("INVALID_INVITE", send(dan, "'invite':'" + invite + "',", 0, "'type':'join'").text("code"));
        String other = ask(ann, "{'action':'invite','channelId':'%s'}".formatted(group)).text("invite");
        assertEquals("revoked", ask(ann, "{'action':'revoke','channelId':'%s'}".formatted(group)).text("event"));
        assertEquals("INVALID_INVITE", send(dan, "'invite':'" + other + "',", 0, "'type':'join'").text("code"));
      }
      JsonObject page = ask(cleo, "{'action':'history','channelId':'%s'}".formatted(group));
      assertEquals(2, page.wholeNumber("first"));
      assertEquals(List.of(2L), seqs(page.objects("messages")));
      accepted(ann, group, 2, "'type':'role','user':'g3-cleo','role':'admin'");
      accepted(ann, group, 3, "'type':'leave'");
      assertEquals("g3-cleo", awaitEntry(ben, group, 4).object("content").text("newOwner"));
      JsonObject channel = awaitSynced(cleo, group, "", found -> found.text("role").equals("owner"));
      assertEquals(2, channel.wholeNumber("size"));
      accepted(cleo, group, 4, "'type':'settings','announcement':true");
      assertEquals("FORBIDDEN", refused(ben, group, 3, "'type':'text','text':'hello'"));
    }
  }

  private static Stream<String> cursors(TestClient client, String group) {
    return ask(client, "{'action':'members','channelId':'%s'}".formatted(group)).objects("members").stream()
        .map(member -> member.text("userId") + " " + member.text("role") + " " + member.wholeNumber("delivered") + " "
            + member.wholeNumber("read"));
  }

  @Test
  void membersSeeWhoHasReadUnlessItIsPrivate() {
    try (TestClient ann = TestClient.connect(cloud, "g4-ann"); TestClient ben = TestClient.connect(cloud, "g4-ben")) {
      String group = create(ann, "g4-ben", "g4-cleo");
      accepted(ann, group, 1, "'type':'text','text':'read me'");
      awaitEntry(ben, group, 2);
      ben.send(json("{'action':'ack','channels':[{'channelId':'%s','delivered':2,'read':2}]}".formatted(group)));
      JsonObject receipt = ann.await(frame -> frame.optionalText("event").equals(Optional.of("receipt")));
      assertEquals("g4-ben", receipt.text("userId"));
      assertEquals(List.of("g4-ann owner 0 0", "g4-ben member 2 2", "g4-cleo member 0 0"),
          cursors(ann, group).toList());
      assertEquals(false, ask(ben, "{'action':'privacy','receipts':false}").optionalFlag("receipts").orElseThrow());
      assertEquals(List.of("g4-ann owner 0 0", "g4-ben member 0 0", "g4-cleo member 0 0"),
          cursors(ann, group).toList());
      assertEquals("g4-ben member 2 2", cursors(ben, group).toList().get(1));
      ask(ben, "{'action':'privacy','receipts':true}");
      assertEquals("g4-ben member 2 2", cursors(ann, group).toList().get(1));
    }
  }

  @Test
  void whoWasAwayGetsWhatCameMeanwhile() {
    try (TestClient ann = TestClient.connect(cloud, "g5-ann")) {
      String group = create(ann, "g5-ben");
      String second = create(ann, "g5-ben");
      try (TestClient ben = TestClient.connect(cloud, "g5-ben")) {
        awaitSynced(ben, group, "", channel -> channel.wholeNumber("head") == 1);
        awaitSynced(ben, second, "", channel -> channel.wholeNumber("head") == 1);
      }
      for (int number = 1; number <= 5; number++) {
        accepted(ann, group, number, "'type':'text','text':'text " + number + "'");
      }
      try (TestClient ben = TestClient.connect(cloud, "g5-ben")) {
        String known = "{'channelId':'%s','delivered':1},{'channelId':'%s','delivered':1}".formatted(group, second);
        JsonObject channel = awaitSynced(ben, group, known, found -> found.wholeNumber("head") == 6);
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L), seqs(channel.objects("messages")));
        assertEquals(false, channel.optionalFlag("more").orElseThrow());
        assertEquals(6, channel.wholeNumber("unread"));
        assertEquals(List.of(group),
            ask(ben, "{'action':'sync','cursors':[%s]}".formatted(known)).objects("channels").stream()
                .map(found -> found.text("channelId")).toList());
      }
    }
  }
}
