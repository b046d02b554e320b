package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.Options;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.trace.Invocation;
import chat.topology.Setting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault by itself: what is promised holds, and would not without the safeguard that the test names. A safeguard on the
 * server's side is taken away by another fault or setting, one on the client's by a client that leaves it out.
 */
class FaultSwitchIT {
  private static EmbeddedCloud express;
  /** Without the express lane. */
  private static EmbeddedCloud stream;
  /** Without a lease to speak of. */
  private static EmbeddedCloud trusting;

  @BeforeAll
  static void start() {
    express = EmbeddedCloud.start(options());
    stream = EmbeddedCloud.start(options().withoutExpressLane());
    trusting = EmbeddedCloud.start(options().with(Setting.LEASE_SECONDS, "3600"));
  }

  /** Asked for by each cloud: they must not share tables. */
  private static Options options() {
    return TestCloud.options().with(Setting.HEARTBEAT_SECONDS, "1").with(Setting.IDLE_HEARTBEAT_SECONDS, "1")
        .with(Setting.LEASE_SECONDS, "4");
  }

  @AfterEach
  void calm() {
    List.of(express, stream, trusting).forEach(cloud -> cloud.faults().off());
  }

  @AfterAll
  static void stop() {
    List.of(express, stream, trusting).forEach(EmbeddedCloud::close);
  }

  /** Ann writes to Ben; each test has its own two. */
  private record Pair(EmbeddedCloud cloud, String benName, TestClient ann, TestClient ben) implements AutoCloseable {
    private static Pair connect(EmbeddedCloud cloud, String test) {
      String ben = "ben-" + test;
      return new Pair(cloud, ben, TestClient.connect(cloud, "ann-" + test), TestClient.connect(cloud, ben));
    }

    private JsonObject send(String id, long afterSeq) {
      return ann.sendTo(benName, id, afterSeq, id);
    }

    /** The numbers of what Ben's socket has got, in the order of their arrival, repeats included. */
    private List<Long> arrivals() {
      return ben.messagesSoFar().stream().map(message -> message.wholeNumber("seq")).toList();
    }

    private void awaitArrivals(int many) {
      FaultIT.awaitNone(
          () -> arrivals().size() >= many ? List.of() : List.of("only " + arrivals() + " of " + many + " arrived"));
    }

    private List<Long> stored(String channelId) {
      return ann.ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\",\"after\":0}").objects("messages")
          .stream().map(message -> message.wholeNumber("seq")).toList();
    }

    @Override
    public void close() {
      ann.close();
      ben.close();
    }
  }

  private static void awaitErrors(EmbeddedCloud cloud, String function) {
    FaultIT.awaitNone(() -> cloud.journal().newest().stream()
        .anyMatch(invocation -> invocation.function().name().equals(function)
            && invocation.end().flatMap(Invocation.End::error).isPresent())
                ? List.of()
                : List.of(function + " has not failed"));
  }

  private static String state(TestClient watcher, String watched) {
    return watcher.ask("{\"action\":\"heartbeat\",\"watch\":[\"" + watched + "\"]}").objects("watched").getFirst()
        .text("state");
  }

  /** The safeguard: the lease. */
  @ParameterizedTest
  @EnumSource(names = {"DISCONNECT_LOST", "DISCONNECT_LATE"})
  void theLeaseShowsWhoIsGone(Fault fault) {
    try (Pair safe = Pair.connect(express, "lease" + fault); Pair unsafe = Pair.connect(trusting, "lease" + fault)) {
      for (Pair pair : List.of(safe, unsafe)) {
        assertEquals("online", state(pair.ann, pair.benName));
        pair.cloud.faults().set(fault, Dose.ALWAYS.delay(Duration.ofHours(1)));
        pair.ben.close();
      }
      FaultIT.awaitNone(() -> state(safe.ann, safe.benName).equals("offline") ? List.of() : List.of("still online"));
      assertEquals("online", state(unsafe.ann, unsafe.benName));
      assertEquals(1, unsafe.cloud.faults().strikes().get(fault));
    }
  }

  /** The safeguard: the repair. */
  @Test
  void theRepairBringsWhatAPostLost() {
    express.faults().set(Fault.POST_LOST, Dose.ALWAYS.only("send"));
    stream.faults().set(Fault.POST_LOST, Dose.ALWAYS.only("fan-out"));
    stream.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair"));
    try (Pair safe = Pair.connect(express, "lost"); Pair unsafe = Pair.connect(stream, "lost")) {
      safe.send("m1", 0);
      unsafe.send("m1", 0);
      safe.ben.awaitMessage("m1");
      awaitErrors(stream, "repair");
      assertEquals(List.of(), unsafe.arrivals());
    }
  }

  /** The safeguard: the retry queue. The repair is kept out of it. */
  @ParameterizedTest
  @EnumSource(names = {"POST_THROTTLED", "POST_FAILED"})
  void theRetryQueueBringsWhatAPostCouldNot(Fault fault) {
    express.faults().set(fault, Dose.ALWAYS.only("send"));
    express.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair"));
    stream.faults().set(fault, Dose.ALWAYS.only("fan-out"));
    stream.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair", "deliver"));
    try (Pair safe = Pair.connect(express, "retry" + fault); Pair unsafe = Pair.connect(stream, "retry" + fault)) {
      safe.send("m1", 0);
      unsafe.send("m1", 0);
      safe.ben.awaitMessage("m1");
      awaitErrors(stream, "deliver");
      assertEquals(List.of(), unsafe.arrivals());
    }
  }

  /** The safeguard: the queue of pushes, into which goes again what SNS did not take. */
  @ParameterizedTest
  @EnumSource(names = {"PUSH_THROTTLED", "PUSH_FAILS"})
  void theQueueBringsWhatSnsDidNotTake(Fault fault) {
    String away = "away-" + fault;
    RestClient.of(express, away).json(200, "PUT", "/v1/devices/phone/push",
        "{'platform':'fcm','token':'" + away + "','appVersion':'1','locale':'en-GB'}");
    express.faults().set(fault, Dose.ALWAYS.only("push").times(2));
    try (TestClient ann = TestClient.connect(express, "ann-" + fault)) {
      ann.sendTo(away, "m1", 0, "m1");
      FaultIT.awaitNone(() -> express.push().notifications().stream().anyMatch(push -> push.token().equals(away))
          ? List.of()
          : List.of("nothing is pushed"));
    }
    assertEquals(2, express.faults().strikes().get(fault));
  }

  /** The safeguard: the heartbeat, whose answer tells a forgotten client to sync. */
  @Test
  void aHeartbeatMendsAConnectionThatWasTakenForGone() {
    try (Pair safe = Pair.connect(express, "gone"); Pair unsafe = Pair.connect(stream, "gone")) {
      for (Pair pair : List.of(safe, unsafe)) {
        new StoredPresence(pair.cloud, pair.benName).age();
        pair.cloud.faults().set(Fault.POST_GONE, Dose.ALWAYS.times(1));
        pair.send("m1", 0);
        FaultIT.awaitNone(() -> pair.cloud.faults().on().isEmpty() ? List.of() : List.of("not yet posted"));
      }
      FaultIT.awaitNone(() -> safe.ben.ask("{\"action\":\"heartbeat\"}").optionalFlag("forgotten").orElse(false)
          ? List.of()
          : List.of("not yet forgotten"));
      assertEquals(List.of("m1"), safe.ben.ask("{\"action\":\"sync\",\"cursors\":[]}").objects("channels").stream()
          .map(channel -> channel.object("lastMessage").object("content").text("text")).toList());
      safe.send("m2", 1);
      unsafe.send("m2", 1);
      safe.ben.awaitMessage("m2");
      assertEquals(List.of(), unsafe.arrivals());
    }
  }

  /** The safeguard: the sync with which a client comes back. The repair is kept out of it. */
  @Test
  void aSyncBringsWhatTheNetworkLost() {
    express.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair"));
    try (Pair pair = Pair.connect(express, "cut")) {
      express.faults().set(Fault.POST_CUTS, Dose.ALWAYS.times(1));
      String channelId = pair.send("m1", 0).text("channelId");
      pair.ben.awaitEnd();
      try (TestClient back = TestClient.connect(express, pair.benName)) {
        pair.send("m2", 1);
        back.awaitMessage("m2");
        assertEquals(List.of(2L), back.messagesSoFar().stream().map(message -> message.wholeNumber("seq")).toList());
        // as soon as the stream has moved the channel's head
        FaultIT.awaitNone(() -> {
          List<Long> brought = back
              .ask("{\"action\":\"sync\",\"cursors\":[{\"channelId\":\"" + channelId
                  + "\",\"delivered\":0,\"read\":0}]}")
              .objects("channels").stream().flatMap(channel -> channel.objects("messages").stream())
              .map(message -> message.wholeNumber("seq")).toList();
          return brought.equals(List.of(1L, 2L)) ? List.of() : List.of("brought " + brought);
        });
      }
    }
  }

  /** The safeguard: a client puts what comes in order by number, and drops repeats by it. */
  @Test
  void recordsComeTwiceAndInAnyOrder() {
    int burst = 30;
    stream.faults().set(Fault.STREAM_STOPPED, Dose.ALWAYS.only("fan-out"));
    stream.faults().set(Fault.RECORDS_REPEATED, Dose.ALWAYS);
    stream.faults().set(Fault.RECORDS_REORDERED, Dose.ALWAYS);
    stream.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair"));
    try (Pair pair = Pair.connect(stream, "twice")) {
      IntStream.range(0, burst).forEach(number -> pair.send("m" + number, number));
      stream.faults().off(Fault.STREAM_STOPPED);
      pair.awaitArrivals(burst + 1);
      FaultIT.awaitNone(() -> new HashSet<>(pair.arrivals()).size() == burst ? List.of() : List.of("not all yet"));
      List<Long> all = LongStream.rangeClosed(1, burst).boxed().toList();
      assertNotEquals(all, pair.arrivals());
      assertEquals(all, pair.arrivals().stream().distinct().sorted().toList());
    }
  }

  /** The safeguard: the express lane. And what the stream holds back is not lost. */
  @ParameterizedTest
  @EnumSource(names = {"RECORDS_LATE", "STREAM_STOPPED"})
  void theExpressLaneNeedsNoStream(Fault fault) {
    Dose dose = Dose.ALWAYS.delay(Duration.ofSeconds(3));
    express.faults().set(fault, dose);
    stream.faults().set(fault, dose);
    try (Pair safe = Pair.connect(express, "still" + fault); Pair unsafe = Pair.connect(stream, "still" + fault)) {
      unsafe.send("m1", 0);
      safe.send("m1", 0);
      safe.ben.awaitMessage("m1");
      assertEquals(List.of(), unsafe.arrivals());
      stream.faults().off();
      unsafe.ben.awaitMessage("m1");
    }
  }

  /** The safeguard: a client repeats what is not accepted. */
  @ParameterizedTest
  @EnumSource(names = {"TABLES_THROTTLED", "FUNCTION_CRASHES"})
  void aRepeatStoresWhatWasNot(Fault fault) {
    try (Pair pair = Pair.connect(express, "repeat" + fault)) {
      String channelId = pair.send("m1", 0).text("channelId");
      // the first call may be the check of the limit, without which a send goes on
      int times = fault == Fault.TABLES_THROTTLED ? 2 : 1;
      express.faults().set(fault, Dose.ALWAYS.only("send").times(times));
      pair.ann.send(send(pair.benName, "m2", 1));
      pair.ann.await(FaultSwitchIT::saysNo);
      assertEquals(List.of(1L), pair.stored(channelId));
      assertEquals(2, pair.send("m2", 1).wholeNumber("seq"));
      assertEquals(List.of(1L, 2L), pair.stored(channelId));
    }
  }

  private static boolean saysNo(JsonObject frame) {
    return frame.optionalText("code").equals(Optional.of("INTERNAL"))
        || frame.optionalText("message").equals(Optional.of("Internal server error"));
  }

  private static String send(String user, String id, long afterSeq) {
    return """
        {"action":"send","userId":"%s","clientMessageId":"%s","afterSeq":%d,"content":{"type":"text","text":"%s"}}"""
        .formatted(user, id, afterSeq, id);
  }

  /** The safeguard: the id by which a repeat is known. */
  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_CRASHES_LATE", "FUNCTION_TIMES_OUT"})
  void aRepeatOfWhatWasStoredIsKnownByItsId(Fault fault) {
    try (Pair pair = Pair.connect(express, "known" + fault)) {
      express.faults().set(fault, Dose.ALWAYS.only("send").times(1).delay(Duration.ofMillis(100)));
      pair.ann.send(send(pair.benName, "m1", 0));
      pair.ann.await(FaultSwitchIT::saysNo);
      JsonObject repeat = pair.send("m1", 0);
      assertEquals(1, repeat.wholeNumber("seq"));
      assertEquals(2, pair.send("m1-by-another-id", 0).wholeNumber("seq"));
      assertEquals(List.of(1L, 2L), pair.stored(repeat.text("channelId")));
    }
  }

  /** The safeguard: the same id, for a client that does not wait. */
  @Test
  void anImpatientRepeatIsStoredOnce() {
    try (Pair pair = Pair.connect(express, "slow")) {
      express.faults().set(Fault.FUNCTION_SLOW, Dose.ALWAYS.only("send").times(1).delay(Duration.ofSeconds(2)));
      pair.ann.send(send(pair.benName, "m1", 0));
      String channelId = pair.send("m1", 0).text("channelId");
      pair.awaitArrivals(2);
      assertEquals(List.of(1L), pair.stored(channelId));
      assertEquals(2, pair.send("m1-by-another-id", 0).wholeNumber("seq"));
    }
  }

  /** The safeguard: a client drops repeats by number; the log holds one by itself. */
  @Test
  void aFunctionThatRunsTwiceTellsTwiceAndStoresOnce() {
    express.faults().set(Fault.FUNCTION_TWICE, Dose.ALWAYS.only("send"));
    try (Pair pair = Pair.connect(express, "runs")) {
      String channelId = pair.send("m1", 0).text("channelId");
      pair.awaitArrivals(2);
      assertEquals(List.of(1L), pair.arrivals().stream().distinct().toList());
      assertEquals(List.of(1L), pair.stored(channelId));
    }
  }

  /** The safeguard: a client drops repeats by number. */
  @Test
  void aMessageThatWasNotDeletedFromItsQueueIsDeliveredTwice() {
    express.faults().set(Fault.POST_THROTTLED, Dose.ALWAYS.only("send").times(1));
    express.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair"));
    express.faults().set(Fault.DELETE_FORGOTTEN, Dose.ALWAYS.only("retries").times(1).delay(Duration.ofSeconds(1)));
    try (Pair pair = Pair.connect(express, "delete")) {
      pair.send("m1", 0);
      pair.awaitArrivals(2);
      assertEquals(List.of(1L), pair.arrivals().stream().distinct().toList());
      assertTrue(express.faults().on().containsKey(Fault.FUNCTION_CRASHES));
    }
  }
}
