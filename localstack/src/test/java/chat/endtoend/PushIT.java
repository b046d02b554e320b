package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.push.Notification;
import chat.topology.Topology;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What telephones are told of, over real streams and queues and the local SNS. */
class PushIT {
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterEach
  void calm() {
    cloud.faults().off();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static RestClient rest(String user) {
    return RestClient.of(cloud, user);
  }

  /** The token is the user's name. */
  private static void register(String user) {
    rest(user).json(200, "PUT", "/v1/devices/phone/push",
        "{'platform':'fcm','token':'%s-token','appVersion':'1.0','locale':'en-GB'}".formatted(user));
  }

  private static String send(String sender, String to, String text) {
    return rest(sender).json(201, "POST", "/v1/messages",
        "{%s,'content':{'type':'text','text':'%s'}}".formatted(to, text)).text("channelId");
  }

  private static String group(String owner, String name, String members) {
    return rest(owner).json(201, "POST", "/v1/channels", "{'name':'%s','members':[%s]}".formatted(name, members))
        .text("channelId");
  }

  private static List<String> told(String user) {
    return cloud.push().notifications().stream().filter(notification -> notification.token().equals(user + "-token"))
        .map(Notification::payload).toList();
  }

  private static void awaitTold(String user, Predicate<String> wanted) {
    FaultIT.awaitNone(() -> told(user).stream().anyMatch(wanted) ? List.of() : List.of(user + " got " + told(user)));
  }

  /** What was sent before has been told of when this has: from another channel, so that no pause holds it up. */
  private static void awaitMarker(String user) {
    send("marker", "'userId':'" + user + "'", "marker");
    awaitTold(user, payload -> payload.contains("marker"));
  }

  private static long count(String user, String words) {
    return told(user).stream().filter(payload -> payload.contains(words)).count();
  }

  @Test
  void whoIsAwayIsToldOfDirectAndGroupMessagesOnce() {
    register("ben");
    String direct = send("ann", "'userId':'ben'", "lunch?");
    awaitTold("ben", payload -> payload.contains("lunch?"));
    String first = told("ben").getFirst();
    assertTrue(first.contains("MESSAGE_TEXT") && first.contains("ann") && first.contains(direct), first);
    assertTrue(first.contains("\"notification_count\":1"), first);
    String hikers = group("ann", "Hikers", "'ben','cid'");
    send("ann", "'channelId':'" + hikers + "'", "summit at noon");
    awaitTold("ben", payload -> payload.contains("summit at noon") && payload.contains("Hikers"));
    awaitMarker("ben");
    assertEquals(1, count("ben", "lunch?"));
    assertEquals(1, count("ben", "summit at noon"));
  }

  @Test
  void whoIsMutedBlockedOrConnectedIsNotTold() {
    List.of("dan", "eve", "fay").forEach(PushIT::register);
    String group = group("gus", "Noise", "'dan','eve','fay'");
    rest("dan").json(200, "PUT", "/v1/channels/" + group + "/mute", "{}");
    assertEquals(204, rest("eve").call("PUT", "/v1/blocks/gus", "").statusCode());
    try (TestClient fay = TestClient.connect(cloud, "fay", "phone")) {
      fay.ask("{\"action\":\"heartbeat\"}");
      send("gus", "'channelId':'" + group + "'", "blah");
      long seq = fay.awaitMessage("blah").wholeNumber("seq");
      fay.send("{\"action\":\"ack\",\"channels\":[{\"channelId\":\"%s\",\"delivered\":%d}]}".formatted(group, seq));
      List.of("dan", "eve").forEach(PushIT::awaitMarker);
      List.of("dan", "eve", "fay").forEach(user -> assertEquals(0, count(user, "blah"), user));
      rest("gus").json(201, "POST", "/v1/messages",
          "{'channelId':'%s','content':{'type':'text','text':'you there','mentions':['dan','eve']}}".formatted(group));
      awaitTold("dan", payload -> payload.contains("MENTION_TEXT") && payload.contains("you there"));
      assertEquals(0, count("eve", "you there"));
    }
  }

  @Test
  void whatIsEncryptedOrPrivateIsNotShown() {
    register("hal");
    rest("hal").json(200, "PUT", "/v1/devices/phone/push",
        "{'platform':'fcm','token':'hal-token','appVersion':'1.0','locale':'en-GB','preview':false}");
    send("ida", "'userId':'hal'", "secret plan");
    awaitTold("hal", payload -> payload.contains("NEW_MESSAGE"));
    assertFalse(told("hal").getFirst().contains("secret") || told("hal").getFirst().contains("ida"));
  }

  @Test
  void aRemovedAppIsForgottenAndItsMessagesWait() {
    register("jo");
    send("kim", "'userId':'jo'", "one");
    awaitTold("jo", payload -> payload.contains("one"));
    cloud.push().removeApp("jo-token");
    // SNS learns of it by a notification that does not arrive, and refuses the next
    send("lee", "'userId':'jo'", "two");
    send("mia", "'userId':'jo'", "three");
    FaultIT.awaitNone(() -> {
      send("ned-" + System.nanoTime(), "'userId':'jo'", "more");
      return rest("jo").json(200, "GET", "/v1/devices", "").objects("devices").isEmpty()
          ? List.of()
          : List.of("the device is still there");
    });
    try (TestClient jo = TestClient.connect(cloud, "jo", "phone")) {
      JsonObject synced = jo.ask("{\"action\":\"sync\",\"cursors\":[]}");
      assertTrue(synced.objects("channels").size() >= 3);
    }
  }

  /** What fails is tried again, ever more seldom, and what is no order goes to the dead letters by itself. */
  @Test
  void aFailingServiceLosesNothingAndPoisonHoldsUpNobody() {
    register("ola");
    cloud.queues().client().sendMessage(message -> message
        .queueUrl(cloud.queues().address(Topology.PUSH_QUEUE).toString()).messageBody("{\"poison\":true}"));
    cloud.faults().set(Fault.PUSH_FAILS, Dose.ALWAYS);
    send("pat", "'userId':'ola'", "in spite of all");
    FaultIT.awaitNone(() -> cloud.faults().strikes().getOrDefault(Fault.PUSH_FAILS, 0) >= 3
        ? List.of()
        : List.of("SNS has not failed"));
    assertEquals(List.of(), told("ola"));
    cloud.faults().off();
    awaitTold("ola", payload -> payload.contains("in spite of all"));
    assertEquals(1, count("ola", "in spite of all"));
  }

  @Test
  void aSilentDeviceIsTold() {
    register("quin");
    try (TestClient quin = TestClient.connect(cloud, "quin", "phone")) {
      quin.ask("{\"action\":\"heartbeat\"}");
      send("rae", "'userId':'quin'", "are you there");
      quin.awaitMessage("are you there");
      assertEquals(List.of(), told("quin"));
      // and no acknowledgement: it may never have arrived
      awaitTold("quin", payload -> payload.contains("are you there"));
    }
  }

  @Test
  void aDeviceThatChangesHandsTellsItsFormerOwnerNothing() {
    register("sid");
    rest("tom").json(200, "PUT", "/v1/devices/pad/push",
        "{'platform':'fcm','token':'sid-token','appVersion':'1.0','locale':'de-DE'}");
    send("uma", "'userId':'sid'", "for sid only");
    send("uma", "'userId':'tom'", "for tom");
    awaitTold("sid", payload -> payload.contains("for tom"));
    assertEquals(0, count("sid", "for sid only"));
    assertTrue(rest("sid").json(200, "GET", "/v1/devices", "").objects("devices").isEmpty());
  }
}
