package chat.entrypoint.rest;

import static chat.entrypoint.rest.RestHandlerTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.entrypoint.rest.TestApi.Reply;
import chat.json.JsonObject;
import chat.model.Limits;
import chat.model.RateLimit;
import chat.model.Report;
import chat.model.Report.Subject;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding people, contacts, blocks and reports. */
class PeopleRoutesTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final String HELLO = "{'userId':'%s','content':{'type':'text','text':'Hello'}}";

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);

  private TestApi alice() {
    return TestApi.of(ALICE, app);
  }

  private TestApi bob() {
    return TestApi.of(BOB, app);
  }

  private static String state(Reply reply) {
    assertEquals(200, reply.status(), reply::toString);
    assertEquals(Set.of("userId", "state", "blocked"), reply.json().names());
    return reply.json().text("state");
  }

  @Test
  void peopleAreFoundByHandleAndName() {
    bob().patch("/v1/me", "{'handle':'bobby','name':'Róbert Smith','about':'Climbs','picture':'p1'}");
    for (String query : List.of("bo", "@BOB", "rob", "smi", "robert smith")) {
      List<JsonObject> users = alice().get("/v1/users?q=" + query).json().objects("users");
      assertEquals(List.of("bob"), users.stream().map(user -> user.text("userId")).toList(), query);
      assertEquals(Set.of("userId", "handle", "name", "about", "picture"), users.getFirst().names());
    }
    assertEquals("{\"users\":[]}", alice().get("/v1/users?q=nobody").body().orElseThrow());
  }

  @Test
  void aSearchComesInPages() {
    for (int count = 0; count < 2 * Limits.SEARCH_PAGE; count++) {
      TestApi.of(new UserId("user" + count), app).patch("/v1/me", "{'name':'Anna'}");
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      JsonObject page = alice().get("/v1/users?q=an" + cursor.get()).json();
      page.objects("users").forEach(user -> seen.add(user.text("userId")));
      cursor = page.optionalText("next").map(next -> "&cursor=" + next);
    }
    assertEquals(2 * Limits.SEARCH_PAGE, Set.copyOf(seen).size());
    assertEquals(2 * Limits.SEARCH_PAGE, seen.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/users", "/v1/users?q=", "/v1/users?q=a", "/v1/users?q= ", "/v1/users?q=an&cursor=%",
      "/v1/users?q=an&cursor=enoKYQ", "/v1/users?q=an&cursor=YW4", "/v1/users?q=an&cursor=YW4K", "/v1/users/a b",
      "/v1/contacts?cursor=%", "/v1/contacts?cursor=IA"})
  void badParametersAreRefused(String target) {
    assertProblem(400, "INVALID", alice().get(target));
  }

  @Test
  void whoSearchesTooOftenHasToWait() {
    for (int count = 0; count < RateLimit.SEARCHES.capacity(); count++) {
      assertEquals(200, alice().get("/v1/users?q=bob").status());
    }
    Reply reply = alice().get("/v1/users?q=bob");
    assertProblem(429, "RATE_LIMITED", reply);
    assertEquals("1", reply.headers().get("retry-after"));
    assertProblem(400, "INVALID", alice().get("/v1/users?q=b"));
    assertEquals(200, bob().get("/v1/users?q=bob").status());
  }

  @Test
  void aUserIsShownWithWhatTheyAreToTheCaller() {
    bob().patch("/v1/me", "{'name':'Bob'}");
    assertEquals(
        "{\"userId\":\"bob\",\"name\":\"Bob\",\"about\":\"\",\"contact\":{\"state\":\"none\",\"blocked\":false}}",
        alice().get("/v1/users/bob").body().orElseThrow());
    bob().put("/v1/contacts/alice", "");
    assertEquals("incoming", alice().get("/v1/users/bob").json().object("contact").text("state"));
    assertFalse(bob().get("/v1/users/bob").json().has("contact"));
    assertProblem(404, "NOT_FOUND", alice().get("/v1/users/nobody"));
  }

  @Test
  void contactsAreAskedAndAccepted() {
    assertEquals("outgoing", state(alice().put("/v1/contacts/bob", "")));
    assertEquals("outgoing", state(alice().put("/v1/contacts/bob", "")));
    JsonObject asked = bob().get("/v1/contacts").json().objects("contacts").getFirst();
    assertEquals(Set.of("userId", "name", "about", "state", "blocked", "since"), asked.names());
    assertEquals(List.of("alice", "", "incoming"),
        List.of(asked.text("userId"), asked.text("name"), asked.text("state")));
    assertEquals(ports.now.toEpochMilli(), asked.wholeNumber("since"));
    assertEquals("accepted", state(bob().put("/v1/contacts/alice", "")));
    assertEquals("accepted", state(alice().put("/v1/contacts/bob", "")));
    assertEquals(204, alice().delete("/v1/contacts/bob").status());
    assertEquals(204, alice().delete("/v1/contacts/bob").status());
    assertEquals("{\"contacts\":[]}", bob().get("/v1/contacts").body().orElseThrow());
  }

  @Test
  void contactsComeInPages() {
    for (int count = 0; count <= Limits.CONTACTS_PAGE; count++) {
      TestApi.of(new UserId("user" + count), app).put("/v1/contacts/alice", "");
    }
    JsonObject first = alice().get("/v1/contacts").json();
    assertEquals(Limits.CONTACTS_PAGE, first.objects("contacts").size());
    assertEquals(1, alice().get("/v1/contacts?cursor=" + first.text("next")).json().objects("contacts").size());
  }

  @Test
  void nobodyIsTheirOwnContact() {
    for (Reply reply : List.of(alice().put("/v1/contacts/alice", ""), alice().delete("/v1/contacts/alice"),
        alice().put("/v1/blocks/alice", ""), alice().delete("/v1/blocks/alice"))) {
      assertProblem(400, "INVALID", reply);
    }
  }

  @Test
  void whoAsksTooManyHasToWait() {
    for (int count = 0; count < RateLimit.CONTACT_REQUESTS.capacity(); count++) {
      assertEquals("outgoing", state(alice().put("/v1/contacts/user" + count, "")));
    }
    assertProblem(429, "RATE_LIMITED", alice().put("/v1/contacts/bob", ""));
    assertEquals(204, alice().delete("/v1/contacts/user0").status());
    assertEquals("{\"contacts\":[]}", bob().get("/v1/contacts").body().orElseThrow());
  }

  /** Nothing that the blocked one can ask for tells. */
  @Test
  void aBlockKeepsAwayAndIsNotTold() {
    alice().patch("/v1/me", "{'name':'Alice'}");
    alice().put("/v1/contacts/bob", "");
    bob().put("/v1/contacts/alice", "");
    Reply contacts = bob().get("/v1/contacts");
    Reply profile = bob().get("/v1/users/alice");
    assertEquals(204, alice().put("/v1/blocks/bob", "").status());
    assertEquals(204, alice().put("/v1/blocks/bob", "").status());
    assertEquals(contacts.body(), bob().get("/v1/contacts").body());
    assertEquals(profile.body(), bob().get("/v1/users/alice").body());
    assertEquals("accepted", state(bob().put("/v1/contacts/alice", "")));
    JsonObject blocked = alice().get("/v1/contacts").json().objects("contacts").getFirst();
    assertEquals("none", blocked.text("state"));
    assertEquals(Optional.of(true), blocked.optionalFlag("blocked"));
    assertProblem(403, "NOT_REACHABLE", bob().keyed("k1").post("/v1/messages", HELLO.formatted("alice")));
    assertProblem(403, "NOT_REACHABLE", alice().put("/v1/contacts/bob", ""));
    assertEquals(204, alice().delete("/v1/blocks/bob").status());
    assertEquals("{\"contacts\":[]}", bob().get("/v1/contacts").body().orElseThrow());
    assertEquals(201, bob().keyed("k1").post("/v1/messages", HELLO.formatted("alice")).status());
  }

  @Test
  void usersAndMessagesAreReported() {
    String channelId = bob().keyed("k1").post("/v1/messages", HELLO.formatted("alice")).json().text("channelId");
    assertEquals(202, alice().post("/v1/reports", "{'userId':'bob','reason':'spam'}").status());
    Reply reported = alice().post("/v1/reports",
        "{'channelId':'" + channelId + "','seq':1,'reason':'abuse','comment':'Look'}");
    assertEquals(202, reported.status());
    assertEquals(Optional.empty(), reported.body());
    List<Report> reports = ports.reports().about(BOB, 10);
    assertEquals(List.of(Report.Reason.SPAM, Report.Reason.ABUSE), reports.stream().map(Report::reason).toList());
    assertTrue(reports.getLast().subject() instanceof Subject.Said);
    assertProblem(404, "UNKNOWN_TARGET",
        alice().post("/v1/reports", "{'channelId':'" + channelId + "','seq':2,'reason':'abuse'}"));
    assertProblem(403, "NOT_A_MEMBER", TestApi.of(new UserId("eve"), app).post("/v1/reports",
        "{'channelId':'" + channelId + "','seq':1,'reason':'abuse'}"));
    assertEquals(202, alice().post("/v1/reports", "{'userId':'nobody','reason':'impersonation'}").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{'userId':'bob'}", "{'reason':'spam'}", "{'userId':'bob','reason':'SPAM'}",
      "{'userId':'b o b','reason':'spam'}", "{'userId':'bob','channelId':'d.x','seq':1,'reason':'spam'}",
      "{'channelId':'d.x','reason':'spam'}", "{'channelId':'d.x','seq':0,'reason':'spam'}",
      "{'channelId':'d.x','seq':9007199254740992,'reason':'spam'}", "{'userId':'bob','reason':'spam','comment':7}"})
  void whatIsNoReportIsRefused(String body) {
    assertProblem(400, "INVALID", alice().post("/v1/reports", body));
  }

  @Test
  void aCommentHasItsLimit() {
    String report = "{'userId':'bob','reason':'other','comment':'%s'}";
    assertEquals(202, alice().post("/v1/reports", report.formatted("👍".repeat(1_000))).status());
    assertProblem(400, "INVALID", alice().post("/v1/reports", report.formatted("c".repeat(1_001))));
  }

  @Test
  void whoReportsTooOftenHasToWait() {
    for (int count = 0; count < RateLimit.REPORTS.capacity(); count++) {
      assertEquals(202, alice().post("/v1/reports", "{'userId':'bob','reason':'spam'}").status());
    }
    assertProblem(429, "RATE_LIMITED", alice().post("/v1/reports", "{'userId':'bob','reason':'spam'}"));
    assertEquals(1, ports.reports().all().size());
  }
}
