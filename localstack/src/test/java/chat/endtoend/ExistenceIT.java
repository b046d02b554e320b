package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.EmbeddedCloud;
import chat.local.trace.Effect;
import chat.topology.Topology;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody learns by an answer, or by what it takes to give it, whether there is a user of some id, or whether one who does
 * not want to hear from them blocks them, takes messages from nobody, or is gone.
 */
class ExistenceIT {
  private static EmbeddedCloud cloud;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final RestClient seeker = user("seeker");
  private final RestClient known = user("known");
  private final RestClient blocker = user("blocker");
  private final RestClient hermit = user("hermit");
  private final RestClient gone = user("gone");
  private final RestClient nobody = user("nobody");

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private RestClient user(String name) {
    return RestClient.of(cloud, name + "-" + run);
  }

  @BeforeEach
  void allButNobodyAreThere() {
    List.of(seeker, known, blocker, hermit, gone).forEach(user -> user.json(200, "GET", "/v1/devices", ""));
    assertEquals(204, blocker.call("PUT", "/v1/blocks/" + seeker.user(), "").statusCode());
    hermit.json(200, "PATCH", "/v1/me/privacy", "{'writers':'nobody'}");
    assertEquals(202, gone.call("DELETE", "/v1/me", "").statusCode());
  }

  /** The answer to a call about that user, without what differs with every call. */
  private String answer(RestClient about, String method, String path, String body) {
    HttpResponse<String> response = seeker.call(method, path.replace("{userId}", about.user()),
        body.replace("{userId}", about.user()));
    return response.statusCode() + " " + response.headers().map().keySet() + " "
        + response.body().replace(about.user(), "").replaceAll("\"(channelId|clientMessageId)\":\"[^\"]*\"", "$1")
            .replaceAll("\"(seq|sentAt)\":[0-9]+", "$1");
  }

  private void assertAlike(int status, List<RestClient> users, String method, String path, String body) {
    String first = answer(users.getFirst(), method, path, body);
    assertTrue(first.startsWith(status + " "), first);
    users.stream().skip(1).forEach(user -> assertEquals(first, answer(user, method, path, body), user.user()));
  }

  @Test
  void aProfileIsThereForThoseWhoMadeOneOnly() {
    assertAlike(404, List.of(nobody, known, blocker, hermit, gone), "GET", "/v1/users/{userId}", "");
    List.of(known, blocker).forEach(user -> user.json(200, "PATCH", "/v1/me", "{'name':'Somebody'}"));
    assertAlike(200, List.of(known, blocker), "GET", "/v1/users/{userId}", "");
  }

  @Test
  void contactsBlocksAndReportsTellNothing() {
    List<RestClient> everybody = List.of(nobody, known, blocker, hermit, gone);
    assertAlike(204, everybody, "DELETE", "/v1/contacts/{userId}", "");
    assertAlike(200, everybody, "PUT", "/v1/contacts/{userId}", "");
    assertAlike(200, everybody, "PUT", "/v1/contacts/{userId}", "");
    assertAlike(204, everybody, "DELETE", "/v1/contacts/{userId}", "");
    assertAlike(202, everybody, "POST", "/v1/reports", "{'userId':'{userId}','reason':'spam'}");
    assertAlike(204, everybody, "PUT", "/v1/blocks/{userId}", "");
    assertAlike(204, everybody, "DELETE", "/v1/blocks/{userId}", "");
  }

  @Test
  void aMessageTellsNothing() {
    String message = "{'userId':'{userId}','content':{'type':'text','text':'Hi'}}";
    assertAlike(403, List.of(blocker, hermit, gone), "POST", "/v1/messages", message);
    assertAlike(201, List.of(nobody, known), "POST", "/v1/messages", message);
  }

  @Test
  void aGroupTellsNothing() {
    assertAlike(201, List.of(nobody, known, blocker, hermit, gone), "POST", "/v1/channels",
        "{'name':'Group','members':['{userId}','" + user("friend").user() + "']}");
    assertAlike(403, List.of(blocker, hermit, gone), "POST", "/v1/channels",
        "{'name':'Group','members':['{userId}']}");
    String group = "/v1/channels/" + seeker.json(201, "POST", "/v1/channels", "{'name':'Group'}").text("channelId");
    assertAlike(403, List.of(blocker, hermit, gone), "POST", group + "/members", "{'users':['{userId}']}");
    assertAlike(201, List.of(nobody, known), "POST", group + "/members", "{'users':['{userId}']}");
  }

  @Test
  void presenceTellsNothing() {
    try (TestClient socket = TestClient.connect(cloud, seeker.user());
        TestClient online = TestClient.connect(cloud, blocker.user())) {
      assertEquals("alive", online.ask("{\"action\":\"heartbeat\"}").text("event"));
      List.of(nobody, known, blocker, hermit, gone).forEach(user -> assertEquals("offline",
          socket.ask("{\"action\":\"heartbeat\",\"watch\":[\"%s\"]}".formatted(user.user())).objects("watched")
              .getFirst().text("state"),
          user.user()));
    }
  }

  /**
   * What the function did to answer: its time is the time of these calls. Left out is the limit of sends, which asks its
   * table every tenth time.
   */
  private List<String> steps(RestClient caller, int status, String method, String path, String body) {
    long before = cloud.journal().newest().getFirst().number();
    caller.json(status, method, path, body);
    return cloud.journal().newest().stream()
        .filter(invocation -> invocation.number() > before && invocation.function().equals(Topology.REST))
        .flatMap(invocation -> invocation.effects().stream()).map(ExistenceIT::kind)
        .filter(kind -> !kind.contains(Topology.RATE_LIMITS.name())).sorted().toList();
  }

  /** Which call to which table, and what came of it. */
  private static String kind(Effect effect) {
    return switch (effect) {
      case Effect.TableCall call -> call.operation() + " " + call.table() + " " + call.outcome();
      case Effect.Post post -> "post " + post.outcome();
      case Effect.PushCall call -> call.operation() + " " + call.outcome();
      case Effect.QueueSend send -> send.queue() + " " + send.outcome();
    };
  }

  private void assertSameSteps(int status, String method, String one, String other) {
    List<String> steps = steps(seeker, status, method, one, "");
    assertNotEquals(List.of(), steps);
    assertEquals(steps, steps(seeker, status, method, other, ""));
  }

  @Test
  void lookingTakesTheSameStepsWhoeverIsThere() {
    assertSameSteps(404, "GET", "/v1/users/" + nobody.user(), "/v1/users/" + known.user());
    assertSameSteps(404, "GET", "/v1/users/" + nobody.user(), "/v1/users/" + gone.user());
    String channel = known.json(201, "POST", "/v1/channels", "{'name':'Group'}").text("channelId");
    assertSameSteps(403, "GET", "/v1/channels/" + channel, "/v1/channels/g.none");
    assertSameSteps(403, "GET", "/v1/channels/" + channel + "/messages", "/v1/channels/g.none/messages");
    assertSameSteps(403, "GET", "/v1/channels/" + channel + "/members", "/v1/channels/g.none/members");
    assertSameSteps(200, "PUT", "/v1/contacts/" + nobody.user(), "/v1/contacts/" + known.user());
    assertSameSteps(200, "PUT", "/v1/contacts/" + user("another").user(), "/v1/contacts/" + hermit.user());
  }

  @Test
  void writingTakesTheSameStepsWhoeverIsThere() {
    assertEquals(toWrite(201, nobody), toWrite(201, known));
    assertEquals(toWrite(403, hermit), toWrite(403, gone));
    assertEquals(toGather(nobody), toGather(known));
    assertEquals(toGather(hermit), toGather(blocker));
  }

  private List<String> toWrite(int status, RestClient to) {
    List<String> steps = steps(seeker, status, "POST", "/v1/messages",
        "{'userId':'" + to.user() + "','content':{'type':'text','text':'Hi'}}");
    assertNotEquals(List.of(), steps);
    return steps;
  }

  private List<String> toGather(RestClient with) {
    return steps(seeker, 201, "POST", "/v1/channels",
        "{'name':'Group','members':['" + with.user() + "','" + user("friend").user() + "']}");
  }
}
