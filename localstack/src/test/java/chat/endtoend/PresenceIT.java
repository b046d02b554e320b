package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.topology.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What contacts see of each other, over real sockets, queues and streams. Each has users of its own. */
@Execution(ExecutionMode.CONCURRENT)
class PresenceIT {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final String BEAT = "{\"action\":\"heartbeat\",\"everySeconds\":1}";
  private static final String DO_NOT_DISTURB = "do-not-disturb";

  private static EmbeddedCloud cloud;
  /** Where a lease is soon over. */
  private static EmbeddedCloud brisk;

  @BeforeAll
  static void start() {
    cloud = start(30, Duration.ofMinutes(2));
    brisk = start(1, LEASE);
  }

  private static EmbeddedCloud start(int heartbeat, Duration lease) {
    return EmbeddedCloud.start(TestCloud.options().with(Setting.HEARTBEAT_SECONDS, Integer.toString(heartbeat))
        .with(Setting.LEASE_SECONDS, Long.toString(lease.toSeconds())).with(Setting.IDLE_HEARTBEAT_SECONDS, "570")
        .with(Setting.GRACE_SECONDS, Long.toString(GRACE.toSeconds())));
  }

  @AfterAll
  static void stop() {
    List.of(cloud, brisk).forEach(EmbeddedCloud::close);
  }

  private static void befriend(EmbeddedCloud cloud, String one, String other) {
    RestClient.of(cloud, one).json(200, "PUT", "/v1/contacts/" + other, "");
    RestClient.of(cloud, other).json(200, "PUT", "/v1/contacts/" + one, "");
  }

  private static List<String> told(TestClient watcher, String user) {
    return watcher.sightingsOf(user).stream().map(sighting -> sighting.text("state")).toList();
  }

  private static void awaitLast(TestClient watcher, String user, String state) {
    FaultIT.awaitNone(() -> {
      List<String> told = told(watcher, user);
      return !told.isEmpty() && told.getLast().equals(state) ? List.of() : List.of(user + " was told as " + told);
    });
  }

  /** Comes, and has been seen by the watcher. */
  private static TestClient seen(EmbeddedCloud cloud, String user, TestClient watcher) {
    TestClient client = TestClient.connect(cloud, user);
    awaitLast(watcher, user, "online");
    client.send(BEAT);
    return client;
  }

  private static void setDoNotDisturb(TestClient client) {
    assertEquals("status", client.ask("{\"action\":\"status\",\"doNotDisturb\":true}").text("event"));
  }

  /**
   * Since a moment at which so many sightings had been told and the user was online. That they still are may be told again,
   * for the pair is told of by itself, beside the snapshot.
   */
  private static Set<String> since(int before, TestClient watcher, String user) {
    return told(watcher, user).stream().skip(before).dropWhile("online"::equals).collect(Collectors.toSet());
  }

  @Test
  void whoComesSeesAllContactsAndIsSeen() {
    befriend(cloud, "amy", "ben");
    befriend(cloud, "amy", "cleo");
    RestClient.of(cloud, "amy").json(200, "PUT", "/v1/contacts/stranger", "");
    try (TestClient ben = TestClient.connect(cloud, "ben");
        TestClient stranger = TestClient.connect(cloud, "stranger")) {
      assertEquals(570, ben.ask("{\"action\":\"heartbeat\"}").wholeNumber("nextHeartbeatSeconds"));
      try (TestClient amy = TestClient.connect(cloud, "amy")) {
        awaitLast(amy, "amy", "online");
        awaitLast(amy, "ben", "online");
        awaitLast(amy, "cleo", "offline");
        awaitLast(ben, "amy", "online");
        assertEquals(List.of(), told(amy, "stranger"));
        assertEquals(List.of(), told(stranger, "amy"));
        JsonObject pace = ben.await(frame -> frame.optionalText("event").filter("presence"::equals).isPresent()
            && frame.optionalWholeNumber("nextHeartbeatSeconds").isPresent());
        assertEquals(30, pace.wholeNumber("nextHeartbeatSeconds"));
        assertEquals(30, ben.ask("{\"action\":\"heartbeat\"}").wholeNumber("nextHeartbeatSeconds"));
      }
      awaitLast(ben, "amy", "offline");
      assertTrue(ben.sightingsOf("amy").getLast().optionalWholeNumber("lastActiveAt").isPresent());
    }
  }

  /** The safeguard is the lease: its end is found by a message, and told before the grace time is over. */
  @Test
  void whoIsLostWithoutAWordIsOfflineWithinLeaseAndGraceAndNotBefore() {
    befriend(brisk, "dan", "eve");
    try (TestClient dan = TestClient.connect(brisk, "dan")) {
      TestClient eve = seen(brisk, "eve", dan);
      brisk.faults().set(Fault.DISCONNECT_LOST, Dose.ALWAYS);
      Instant before = Instant.now();
      assertEquals("alive", eve.ask(BEAT).text("event"));
      Instant after = Instant.now();
      eve.close();
      FaultIT.awaitNone(() -> {
        boolean isTold = told(dan, "eve").getLast().equals("offline");
        assertFalse(isTold && Instant.now().isBefore(before.plus(LEASE)), "offline within the lease");
        return isTold ? List.of() : List.of("eve is still online");
      });
      assertTrue(Instant.now().isBefore(after.plus(LEASE).plus(GRACE)), "offline after lease and grace");
    }
  }

  @Test
  void whoIsBackWithinTheGraceWasNeverGone() {
    befriend(cloud, "fay", "gus");
    try (TestClient fay = TestClient.connect(cloud, "fay")) {
      int before;
      try (TestClient gus = seen(cloud, "gus", fay)) {
        before = told(fay, "gus").size();
        assertEquals("alive", gus.ask(BEAT).text("event"));
      }
      try (TestClient gus = TestClient.connect(cloud, "gus")) {
        setDoNotDisturb(gus);
        awaitLast(fay, "gus", DO_NOT_DISTURB);
        assertEquals(Set.of(DO_NOT_DISTURB), since(before, fay, "gus"));
      }
    }
  }

  @Test
  void whoLosesOneOfTwoDevicesIsStillThere() {
    befriend(cloud, "hal", "ida");
    try (TestClient hal = TestClient.connect(cloud, "hal"); TestClient phone = seen(cloud, "ida", hal)) {
      int before = told(hal, "ida").size();
      try (TestClient laptop = TestClient.connect(cloud, "ida", "laptop")) {
        awaitLast(laptop, "hal", "online");
      }
      // both of these are told when the laptop's grace time is over
      setDoNotDisturb(phone);
      awaitLast(hal, "ida", DO_NOT_DISTURB);
      assertEquals(Set.of(DO_NOT_DISTURB), since(before, hal, "ida"));
    }
  }

  @Test
  void whoIsBlockedLearnsNothing() {
    befriend(cloud, "jo", "kim");
    befriend(cloud, "jo", "lee");
    befriend(cloud, "kim", "lee");
    try (TestClient kim = TestClient.connect(cloud, "kim");
        TestClient lee = TestClient.connect(cloud, "lee");
        TestClient jo = seen(cloud, "jo", kim)) {
      awaitLast(lee, "jo", "online");
      awaitLast(lee, "kim", "online");
      RestClient.of(cloud, "jo").call("PUT", "/v1/blocks/kim", "");
      awaitLast(kim, "jo", "offline");
      int before = told(kim, "jo").size();
      setDoNotDisturb(jo);
      awaitLast(lee, "jo", DO_NOT_DISTURB);
      setDoNotDisturb(lee);
      // what lee does comes after what jo did
      awaitLast(kim, "lee", DO_NOT_DISTURB);
      assertEquals(List.of(), told(kim, "jo").stream().skip(before).filter(state -> !state.equals("offline")).toList());
      assertTrue(kim.sightingsOf("jo").getLast().optionalWholeNumber("lastActiveAt").isEmpty());
      assertEquals("offline", kim.ask("{\"action\":\"heartbeat\",\"watch\":[\"jo\"]}").objects("watched").getFirst()
          .text("state"));
      try (TestClient again = TestClient.connect(cloud, "kim", "laptop")) {
        awaitLast(again, "lee", DO_NOT_DISTURB);
        assertTrue(told(again, "jo").stream().allMatch("offline"::equals));
      }
    }
  }

  @Test
  void whoHidesIsNotSeenAndSeesNobody() {
    befriend(cloud, "mia", "ned");
    try (TestClient mia = TestClient.connect(cloud, "mia"); TestClient ned = seen(cloud, "ned", mia)) {
      awaitLast(ned, "mia", "online");
      RestClient.of(cloud, "ned").json(200, "PATCH", "/v1/me/privacy", "{\"presence\":\"nobody\"}");
      awaitLast(mia, "ned", "offline");
      awaitLast(ned, "mia", "offline");
      RestClient.of(cloud, "ned").json(200, "PATCH", "/v1/me/privacy", "{\"presence\":\"contacts\"}");
      awaitLast(mia, "ned", "online");
      awaitLast(ned, "mia", "online");
    }
  }

  @Test
  void whoUsesNoDeviceIsAwayAndABriefPauseIsNotTold() {
    befriend(cloud, "ola", "pat");
    try (TestClient ola = TestClient.connect(cloud, "ola"); TestClient pat = seen(cloud, "pat", ola)) {
      int before = told(ola, "pat").size();
      pat.send("{\"action\":\"heartbeat\",\"away\":true}");
      pat.send("{\"action\":\"heartbeat\",\"away\":false}");
      setDoNotDisturb(pat);
      awaitLast(ola, "pat", DO_NOT_DISTURB);
      assertEquals(Set.of(DO_NOT_DISTURB), since(before, ola, "pat"));
      pat.ask("{\"action\":\"status\",\"doNotDisturb\":false}");
      pat.send("{\"action\":\"heartbeat\",\"away\":true}");
      awaitLast(ola, "pat", "away");
    }
  }

  @Test
  void membersOfAGroupAreToldWhoIsThere() {
    String group = RestClient.of(cloud, "quin").json(201, "POST", "/v1/channels",
        "{\"name\":\"Group\",\"members\":[\"rae\",\"sid\"]}").text("channelId");
    String online = "{\"action\":\"online\",\"channelId\":\"%s\"}".formatted(group);
    try (TestClient quin = TestClient.connect(cloud, "quin");
        TestClient rae = TestClient.connect(cloud, "rae");
        TestClient stranger = TestClient.connect(cloud, "stranger2")) {
      rae.ask("{\"action\":\"heartbeat\"}");
      assertEquals(List.of("quin online", "rae online"), quin.ask(online).objects("users").stream()
          .map(sighting -> sighting.text("userId") + " " + sighting.text("state")).toList());
      assertEquals("NOT_A_MEMBER", stranger.ask(online).text("code"));
    }
  }
}
