package chat.entrypoint.rest;

import static chat.entrypoint.rest.RestHandlerTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.entrypoint.TestSocket;
import chat.entrypoint.rest.TestApi.Reply;
import chat.erasure.Erasure;
import chat.json.JsonObject;
import chat.model.DeviceId;
import chat.model.RateLimit;
import chat.model.Standing;
import chat.model.UserId;
import chat.presence.TestSockets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's own account. */
class OwnRoutesTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);

  private TestApi alice() {
    return TestApi.of(ALICE, app);
  }

  private TestApi bob() {
    return TestApi.of(BOB, app);
  }

  @Test
  void aProfileBeginsWithTheNameOfTheToken() {
    Reply first = alice().claiming("name", "Alice A.").get("/v1/me");
    assertEquals(200, first.status());
    assertEquals(Set.of("userId", "name", "about", "privacy"), first.json().names());
    assertEquals(List.of("alice", "Alice A.", ""),
        List.of(first.json().text("userId"), first.json().text("name"), first.json().text("about")));
    assertEquals(first.body(), alice().claiming("name", "Another").get("/v1/me").body());
    assertEquals("", bob().claiming("name", "\u202Ebob").get("/v1/me").json().text("name"));
  }

  @Test
  void whatIsAbsentStays() {
    Reply changed = alice().claiming("name", "Alice A.").patch("/v1/me", "{'handle':'Alice_1','picture':'p1'}");
    assertEquals(200, changed.status());
    assertEquals(List.of("alice_1", "Alice A.", "p1"), List.of(changed.json().text("handle"),
        changed.json().text("name"), changed.json().text("picture")));
    JsonObject again = alice().patch("/v1/me", "{'name':'Al','about':'Climbs','handle':null}").json();
    assertEquals(List.of("alice_1", "Al", "Climbs", "p1"),
        List.of(again.text("handle"), again.text("name"), again.text("about"), again.text("picture")));
    assertFalse(alice().patch("/v1/me", "{'picture':null}").json().has("picture"));
    assertEquals("Al", alice().get("/v1/me").json().text("name"));
  }

  @Test
  void aHandleIsOnes() {
    assertEquals(200, alice().patch("/v1/me", "{'handle':'alice'}").status());
    for (String lookalike : List.of("ALICE", "a_lice", "a1ice")) {
      assertProblem(409, "HANDLE_TAKEN", bob().patch("/v1/me", "{'handle':'" + lookalike + "'}"));
    }
    assertEquals(200, alice().patch("/v1/me", "{'handle':'other'}").status());
    assertProblem(409, "HANDLE_TAKEN", bob().patch("/v1/me", "{'handle':'alice'}"));
    assertEquals(200, alice().patch("/v1/me", "{'handle':'alice'}").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{'handle':null}", "{'handle':7}", "{'handle':''}", "{'handle':'al'}",
      "{'handle':'1alice'}", "{'handle':'al ice'}", "{'handle':'аlice'}", "{'handle':'ａlice'}",
      "{'handle':'al\u200Bice'}",
      "{'handle':'alıce'}", "{'name':'two\\nlines'}", "{'name':' '}", "{'name':'\u202Enoel'}", "{'name':7}",
      "{'about':'\\u0007'}", "{'picture':''}", "{'picture':'a/b'}", "{'picture':7}", "{'userId':'bob'}"})
  void whatIsNoProfileIsRefused(String body) {
    assertProblem(400, "INVALID", alice().patch("/v1/me", body));
    assertEquals(Optional.empty(), ports.profiles().find(ALICE));
  }

  @Test
  void textsHaveTheirLimits() {
    assertEquals(200, alice().patch("/v1/me",
        "{'name':'" + "👍".repeat(100) + "','about':'" + "👍".repeat(300) + "'}").status());
    assertProblem(400, "INVALID", alice().patch("/v1/me", "{'name':'" + "n".repeat(101) + "'}"));
    assertProblem(400, "INVALID", alice().patch("/v1/me", "{'about':'" + "a".repeat(301) + "'}"));
  }

  @Test
  void privacyChangesOneByOne() {
    Reply changed = alice().patch("/v1/me/privacy", "{'writers':'contacts'}");
    assertEquals("{\"writers\":\"contacts\",\"presence\":\"everyone\",\"receipts\":true}",
        changed.body().orElseThrow());
    alice().patch("/v1/me/privacy", "{'presence':'nobody','receipts':false}");
    JsonObject privacy = alice().get("/v1/me").json().object("privacy");
    assertEquals(List.of("contacts", "nobody"), List.of(privacy.text("writers"), privacy.text("presence")));
    assertEquals(Optional.of(false), privacy.optionalFlag("receipts"));
    assertEquals(200, alice().patch("/v1/me/privacy", "{'writers':'everyone'}").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{'writers':'friends'}", "{'writers':'NOBODY'}", "{'presence':true}",
      "{'receipts':'no'}", "{'receipts':null}"})
  void whatIsNoPrivacyIsRefused(String body) {
    assertProblem(400, "INVALID", alice().patch("/v1/me/privacy", body));
  }

  @Test
  void strangersCannotWriteToWhoWantsContactsOnly() {
    alice().patch("/v1/me/privacy", "{'writers':'contacts'}");
    String hello = "{'userId':'alice','content':{'type':'text','text':'Hello'}}";
    assertProblem(403, "NOT_REACHABLE", bob().keyed("k1").post("/v1/messages", hello));
    bob().put("/v1/contacts/alice", "");
    alice().put("/v1/contacts/bob", "");
    assertEquals(201, bob().keyed("k1").post("/v1/messages", hello).status());
  }

  @Test
  void anExportHasAllThatIsStored() {
    TestSockets.open(ports.presences(), ALICE, TestSocket.connectionOf(ALICE), new DeviceId("phone"), ports.now);
    alice().patch("/v1/me", "{'name':'Alice'}");
    alice().put("/v1/contacts/bob", "");
    alice().post("/v1/reports", "{'userId':'mallory','reason':'spam'}");
    String hello = "{'userId':'bob','content':{'type':'text','text':'Hello'}}";
    for (int count = 0; count < 120; count++) {
      assertEquals(201, alice().keyed("k" + count).post("/v1/messages", hello).status());
    }
    alice().keyed("group").post("/v1/channels", "{'name':'Group'}");
    List<JsonObject> items = exported(alice());
    Set<String> types = new LinkedHashSet<>(items.stream().map(item -> item.text("type")).toList());
    assertEquals(Set.of("account", "profile", "privacy", "presence", "contact", "report", "membership", "message"),
        types);
    assertEquals(121, items.stream().filter(item -> item.text("type").equals("message")).count());
    assertEquals(2, items.stream().filter(item -> item.text("type").equals("membership")).count());
    assertEquals(List.of("account"), exported(TestApi.of(new UserId("eve"), app)).stream()
        .map(item -> item.text("type")).filter(type -> !type.equals("privacy")).toList());
  }

  private static List<JsonObject> exported(TestApi api) {
    List<JsonObject> items = new ArrayList<>();
    Optional<String> query = Optional.of("");
    while (query.isPresent()) {
      Reply page = api.get("/v1/me/export" + query.get());
      assertEquals(200, page.status(), page::toString);
      List<JsonObject> some = page.json().objects("items");
      assertTrue(some.size() <= 110, "a page is to fit into what a function returns");
      items.addAll(some);
      query = page.json().optionalText("next").map(next -> "?cursor=" + next);
    }
    return items;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "AA", "Zm9v", "ZW50cnkgZy4xIHg"})
  void anExportGoesOnOnlyWhereItSaid(String cursor) {
    assertProblem(400, "INVALID", alice().get("/v1/me/export?cursor=" + cursor));
  }

  @Test
  void whoExportsTooOftenHasToWait() {
    for (int count = 0; count < RateLimit.EXPORTS.capacity(); count++) {
      assertEquals(200, alice().get("/v1/me/export").status());
    }
    assertProblem(429, "RATE_LIMITED", alice().get("/v1/me/export"));
  }

  @Test
  void whoDeletesTheirAccountIsGone() {
    alice().patch("/v1/me", "{'name':'Alice'}");
    TestSockets.open(ports.presences(), ALICE, TestSocket.connectionOf(ALICE), DeviceId.DEFAULT, ports.now);
    Reply deleted = alice().delete("/v1/me");
    assertEquals(202, deleted.status());
    assertEquals(Optional.empty(), deleted.body());
    assertEquals(Standing.DELETED, ports.accounts().open(ALICE).standing());
    assertEquals(List.of(ALICE), ports.erasures.stream().map(Erasure::userId).toList());
    assertEquals(List.of(TestSocket.connectionOf(ALICE)), ports.closed);
    assertProblem(401, "UNAUTHORIZED", alice().get("/v1/me"));
    assertProblem(401, "UNAUTHORIZED", alice().delete("/v1/me"));
    assertEquals(200, bob().get("/v1/me").status());
  }
}
