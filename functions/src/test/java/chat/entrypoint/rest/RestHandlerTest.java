package chat.entrypoint.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.entrypoint.TestSocket;
import chat.entrypoint.rest.TestApi.Reply;
import chat.identity.Caller;
import chat.identity.Ticket;
import chat.json.JsonObject;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.RateLimit;
import chat.model.Standing;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes, by events of the gateway. */
class RestHandlerTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final String HELLO = "{'userId':'bob','content':{'type':'text','text':'Hello'}}";

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);

  private TestApi alice() {
    return TestApi.of(ALICE, app);
  }

  private TestApi bob() {
    return TestApi.of(BOB, app);
  }

  private Reply sent(String key, String body) {
    return alice().keyed(key).post("/v1/messages", body);
  }

  private void moveHead(ChannelId channelId) {
    List<LogEntry> entries = ports.messageLog().entries(channelId);
    ports.channels().advance(channelId, entries.size(), entries.getLast().message().preview());
  }

  private ChannelId group(String... members) {
    String names = List.of(members).stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
    Reply created = alice().keyed("group").post("/v1/channels", "{'name':'Group','members':[" + names + "]}");
    assertEquals(201, created.status());
    ChannelId channelId = new ChannelId(created.json().text("channelId"));
    moveHead(channelId);
    return channelId;
  }

  static void assertProblem(int status, String code, Reply reply) {
    assertEquals("application/problem+json", reply.headers().get("content-type"), reply::toString);
    assertEquals(status, reply.status());
    assertEquals(code, reply.code());
    assertEquals(status, reply.json().wholeNumber("status"));
    assertTrue(reply.json().text("detail").endsWith(".") || reply.json().text("detail").endsWith("-"));
  }

  @Test
  void aMessageOpensTheDirectChannelAndReachesTheSocketsOfBoth() {
    for (UserId user : List.of(ALICE, BOB)) {
      TestSockets.open(ports.presences(), user, TestSocket.connectionOf(user), DeviceId.DEFAULT, ports.now);
    }
    Reply reply = sent("k1", HELLO);
    assertEquals(201, reply.status());
    assertEquals(Map.of("content-type", "application/json", "cache-control", "no-store"), reply.headers());
    assertEquals(Set.of("channelId", "clientMessageId", "seq", "sentAt"), reply.json().names());
    assertEquals(DIRECT.value(), reply.json().text("channelId"));
    assertEquals(Set.of(TestSocket.connectionOf(ALICE), TestSocket.connectionOf(BOB)), ports.posted.keySet());
  }

  @Test
  void aRepeatIsAnsweredWithWhatTheFirstStored() {
    Reply first = sent("k1", HELLO);
    sent("k2", HELLO);
    Reply again = sent("k1", HELLO);
    assertEquals(200, again.status());
    assertEquals(first.body(), again.body());
    assertEquals(2, ports.messageLog().entries(DIRECT).size());
    assertProblem(409, "ID_REUSED", sent("k1", HELLO.replace("Hello", "Bye")));
  }

  /** As the design says: a repeat is known among the last 256. */
  @ParameterizedTest
  @CsvSource({"256, 200", "257, 201"})
  void aRepeatWithoutACursorIsFoundAmongTheLast(int messagesAfterIt, int status) {
    sent("k0", HELLO);
    for (int count = 0; count < messagesAfterIt; count++) {
      sent("other" + count, HELLO);
    }
    assertEquals(status, sent("k0", HELLO).status());
  }

  @Test
  void aRepeatWithItsCursorIsFoundHoweverLongAgo() {
    String send = HELLO.replace("{'userId'", "{'afterSeq':0,'userId'");
    sent("k0", send);
    for (int count = 0; count < 300; count++) {
      sent("other" + count, HELLO);
    }
    assertEquals(200, sent("k0", send).status());
  }

  @Test
  void onlySendsThatMayBeRepeatedAreTaken() {
    assertProblem(400, "INVALID", alice().post("/v1/messages", HELLO));
    assertProblem(400, "INVALID", sent("a key", HELLO));
    assertProblem(400, "INVALID", alice().post("/v1/channels", "{'name':'Group'}"));
    assertProblem(400, "INVALID", alice().post("/v1/joins", "{'invite':'g.x~AAAAAAAAAAAAAAAAAAAAAA'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'content':{'type':'text','text':'x'}}",
      "{'userId':'bob','channelId':'d.x','content':{'type':'text','text':'x'}}", "{'userId':'bob'}",
      "{'userId':7,'content':{'type':'text','text':'x'}}", "{'userId':'bob','content':{'type':'create','name':'x'}}",
      "{'userId':'bob','content':{'type':'join'}}", "{'userId':'bob','content':{'type':'text','text':' '}}",
      "{'userId':'bob','afterSeq':-1,'content':{'type':'text','text':'x'}}",
      "{'userId':'b o b','content':{'type':'text','text':'x'}}"})
  void whatIsNoMessageIsRefused(String body) {
    assertProblem(400, "INVALID", sent("k1", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "{", "{'a':1,'a':1}", "{} {}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertProblem(400, "MALFORMED", sent("k1", body));
  }

  @Test
  void deepAndLargeBodiesAreRefused() {
    assertProblem(400, "MALFORMED", sent("k1", "{'a':" + "[".repeat(10_000)));
    String most = "{'a':'" + "x".repeat(Limits.BODY_BYTES - 8) + "'}";
    assertProblem(400, "INVALID", sent("k1", most));
    assertProblem(413, "TOO_LARGE", sent("k1", most + " "));
    assertProblem(413, "TOO_LARGE",
        sent("k1", "{'userId':'bob','content':{'type':'encrypted','payload':'" + "A".repeat(17_000) + "'}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "application/x-www-form-urlencoded", "",
      "application/json,"})
  void onlyJsonIsTaken(String type) {
    assertProblem(415, "UNSUPPORTED_MEDIA_TYPE", alice().with("content-type", type).post("/v1/messages", HELLO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "application/json ; x=y"})
  void jsonIsTakenHoweverItIsWritten(String type) {
    assertEquals(201, alice().with("content-type", type).keyed("k1").post("/v1/messages", HELLO).status());
  }

  @Test
  void unreadAreTheMessagesOfOthersAndOnesOwnUntilTheCursorHasPassedThem() {
    sent("k1", HELLO);
    sent("k2", HELLO);
    moveHead(DIRECT);
    JsonObject channel = bob().get("/v1/messages/unread").json().objects("channels").getFirst();
    assertEquals(2, channel.wholeNumber("unread"));
    assertEquals(2, channel.objects("messages").size());
    assertEquals(204, bob().put("/v1/channels/" + DIRECT + "/cursor", "{'read':2}").status());
    assertEquals(List.of(), bob().get("/v1/messages/unread").json().objects("channels"));
    assertProblem(409, "UNKNOWN_SEQUENCE", bob().put("/v1/channels/" + DIRECT + "/cursor", "{'read':3}"));
  }

  /** However many channels: each page begins where the one before said. */
  @Test
  void channelsComeInPages() {
    for (int count = 0; count < Limits.SYNC_PAGE + 10; count++) {
      sent("k", HELLO.replace("bob", "user" + count));
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      JsonObject page = alice().get("/v1/channels" + cursor.get()).json();
      page.objects("channels").forEach(channel -> seen.add(channel.text("channelId")));
      cursor = page.optionalText("next").map(next -> "?cursor=" + next);
    }
    assertEquals(Limits.SYNC_PAGE + 10, Set.copyOf(seen).size());
    assertEquals(seen.size(), Set.copyOf(seen).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/channels?cursor=%", "/v1/channels?cursor=Lw", "/v1/messages/unread?cursor=é",
      "/v1/channels?cursor=Yzo5OTk5OTk5OTk5OTk5OTk5", "/v1/channels/g.x/members?cursor=IA",
      "/v1/channels/g.x/messages?limit=0", "/v1/channels/g.x/messages?limit=101",
      "/v1/channels/g.x/messages?limit=ten", "/v1/channels/g.x/messages?limit=1&limit=2",
      "/v1/channels/g.x/messages?before=0", "/v1/channels/g.x/messages?after=-1",
      "/v1/channels/g.x/messages?before=5&after=3", "/v1/channels/g.x/messages?around=99999999999999999999",
      "/v1/channels/g~x", "/v1/channels/é/members"})
  void badParametersAreRefused(String target) {
    assertProblem(400, "INVALID", alice().get(target));
  }

  @Test
  void historyIsReadInEveryDirection() {
    for (int count = 1; count <= 9; count++) {
      sent("k" + count, HELLO);
    }
    String messages = "/v1/channels/" + DIRECT + "/messages";
    assertEquals(List.of(8L, 9L), seqs(bob().get(messages + "?limit=2")));
    assertEquals(List.of(3L, 4L), seqs(bob().get(messages + "?before=5&limit=2")));
    assertEquals(List.of(6L, 7L), seqs(bob().get(messages + "?after=5&limit=2")));
    assertEquals(List.of(4L, 5L, 6L), seqs(bob().get(messages + "?around=5&limit=3")));
    assertEquals(Set.of("channelId", "messages", "more", "first"), bob().get(messages).json().names());
  }

  private static List<Long> seqs(Reply page) {
    return page.json().objects("messages").stream().map(message -> message.wholeNumber("seq")).toList();
  }

  @Test
  void oneChannelIsShownToItsMembers() {
    ChannelId group = group("bob");
    JsonObject shown = bob().get("/v1/channels/" + group).json();
    assertEquals("Group", shown.text("name"));
    assertEquals("member", shown.text("role"));
    assertEquals(2, shown.wholeNumber("size"));
    assertEquals("create", shown.object("lastMessage").object("content").text("type"));
    assertProblem(403, "NOT_A_MEMBER", TestApi.of(new UserId("eve"), app).get("/v1/channels/" + group));

    sent("k1", HELLO);
    bob().put("/v1/channels/" + DIRECT + "/cursor", "{'read':1}");
    JsonObject direct = alice().get("/v1/channels/" + DIRECT).json();
    assertEquals("bob", direct.text("peer"));
    assertEquals(1, direct.wholeNumber("peerRead"));
  }

  @Test
  void aChannelIsMutedUntilThenForTheCallerAlone() {
    String group = "/v1/channels/" + group("bob");
    Reply muted = bob().put(group + "/mute", "{'until':1764003600000}");
    assertEquals(200, muted.status());
    assertEquals(Set.of("channelId", "mutedUntil"), muted.json().names());
    assertEquals(1_764_003_600_000L, muted.json().wholeNumber("mutedUntil"));
    assertEquals(1_764_003_600_000L, bob().get(group).json().wholeNumber("mutedUntil"));
    assertEquals(1_764_003_600_000L, listed(bob()).wholeNumber("mutedUntil"));
    assertEquals(1_764_003_600_000L, exportedPlace(bob()).wholeNumber("mutedUntil"));
    assertFalse(alice().get(group).json().has("mutedUntil"));
    assertFalse(listed(alice()).has("mutedUntil"));
    assertFalse(exportedPlace(alice()).has("mutedUntil"));
    assertFalse(alice().get(group + "/members").body().orElseThrow().contains("mutedUntil"));
    for (String forEver : List.of("", "{}", "{'until':null}", "{'until':9007199254740991}")) {
      assertEquals(9_007_199_254_740_991L, bob().put(group + "/mute", forEver).json().wholeNumber("mutedUntil"));
    }
    assertEquals(204, bob().delete(group + "/mute").status());
    assertEquals(204, bob().delete(group + "/mute").status());
    assertFalse(bob().get(group).json().has("mutedUntil"));
  }

  private static JsonObject listed(TestApi user) {
    return user.get("/v1/channels").json().objects("channels").getFirst();
  }

  private static JsonObject exportedPlace(TestApi user) {
    return user.get("/v1/me/export").json().objects("items").stream()
        .filter(item -> item.text("type").equals("membership")).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'until':0}", "{'until':-1}", "{'until':9007199254740992}", "{'until':1.5}",
      "{'until':99999999999999999999}", "{'until':'tomorrow'}", "{'until':true}", "{'until':{}}"})
  void whatIsNoTimeMutesNothing(String body) {
    String group = "/v1/channels/" + group("bob");
    assertProblem(400, "INVALID", bob().put(group + "/mute", body));
    assertFalse(bob().get(group).json().has("mutedUntil"));
  }

  @Test
  void aGroupIsCreatedOnce() {
    ChannelId group = group("bob");
    Reply again = alice().keyed("group").post("/v1/channels", "{'name':'Group','members':['bob']}");
    assertEquals(200, again.status());
    assertEquals(group.value(), again.json().text("channelId"));
    assertProblem(409, "ID_REUSED", alice().keyed("group").post("/v1/channels", "{'name':'Other'}"));
  }

  @Test
  void settingsChange() {
    String group = "/v1/channels/" + group("bob");
    assertEquals(200, alice().patch(group, "{'description':'All of us','history':'all'}").status());
    JsonObject shown = bob().get(group).json();
    assertEquals(List.of("All of us", "all"), List.of(shown.text("description"), shown.text("history")));
    assertProblem(403, "FORBIDDEN", bob().patch(group, "{'name':'Mine'}"));
    assertProblem(400, "INVALID", alice().patch(group, "{}"));
    assertProblem(400, "INVALID", alice().patch(group, "{'announcement':'yes'}"));
  }

  @Test
  void membersComeAndGo() {
    String members = "/v1/channels/" + group("bob") + "/members";
    assertEquals(201, alice().post(members, "{'users':['carol','dave']}").status());
    assertProblem(409, "ALREADY_MEMBER", alice().post(members, "{'users':['carol']}"));
    assertEquals(200, alice().patch(members + "/carol", "{'role':'admin'}").status());
    assertEquals(List.of("alice owner", "bob member", "carol admin", "dave member"), names(bob().get(members)));
    assertProblem(403, "FORBIDDEN", bob().delete(members + "/dave"));
    assertEquals(204, TestApi.of(new UserId("carol"), app).delete(members + "/dave").status());
    assertProblem(404, "UNKNOWN_MEMBER", alice().delete(members + "/dave"));
    assertEquals(204, bob().delete(members + "/bob").status());
    assertEquals(List.of("alice owner", "carol admin"), names(alice().get(members)));
    assertProblem(400, "INVALID", alice().patch(members + "/carol", "{'role':'king'}"));
  }

  private static List<String> names(Reply page) {
    return page.json().objects("members").stream().map(member -> member.text("userId") + " " + member.text("role"))
        .toList();
  }

  @Test
  void aChangeWithAKeyIsMadeOnce() {
    ChannelId group = group("bob", "carol");
    String member = "/v1/channels/" + group + "/members/carol";
    assertEquals(204, alice().keyed("k1").delete(member).status());
    assertEquals(204, alice().keyed("k1").delete(member).status());
    assertEquals(204, bob().keyed("k1").delete("/v1/channels/" + group + "/members/bob").status());
    assertEquals(204, bob().keyed("k1").delete("/v1/channels/" + group + "/members/bob").status());
    assertEquals(3, ports.messageLog().entries(group).size());
  }

  @Test
  void invitesLetInUntilTheyAreRevoked() {
    String group = "/v1/channels/" + group("bob");
    Reply invited = alice().post(group + "/invites", "{'uses':5,'expiresInSeconds':60}");
    assertEquals(201, invited.status());
    assertEquals(Set.of("channelId", "invite", "expiresAt", "uses"), invited.json().names());
    String join = "{'invite':'" + invited.json().text("invite") + "'}";
    TestApi carol = TestApi.of(new UserId("carol"), app).keyed("k1");
    assertEquals(201, carol.post("/v1/joins", join).status());
    assertEquals(200, carol.post("/v1/joins", join).status());
    assertEquals(204, alice().delete(group + "/invites/" + invited.json().text("invite")).status());
    assertProblem(404, "INVALID_INVITE", TestApi.of(new UserId("dave"), app).keyed("k1").post("/v1/joins", join));
    assertEquals(201, alice().post(group + "/invites", "").status());
    assertEquals(204, alice().delete(group + "/invites").status());
    assertProblem(403, "FORBIDDEN", bob().post(group + "/invites", "{}"));
    assertProblem(400, "INVALID", alice().delete(group + "/invites/g.other~AAAAAAAAAAAAAAAAAAAAAA"));
    assertProblem(400, "INVALID", alice().post(group + "/invites", "{'uses':0}"));
  }

  @Test
  void whatIsNowhereIsAProblemToo() {
    assertProblem(404, "NOT_FOUND", alice().get("/v1/nowhere"));
    assertProblem(404, "NOT_FOUND", alice().delete("/v1/channels"));
  }

  @Test
  void aTicketNamesItsUserAndDevice() {
    JsonObject issued = alice().post("/v1/tickets", "{'deviceId':'laptop'}").json();
    assertEquals(Set.of("ticket", "expiresAt"), issued.names());
    Ticket ticket = new Ticket(issued.text("ticket"));
    Caller caller = ports.tickets().redeem(ticket, ports.now).orElseThrow();
    assertEquals(new Caller(ALICE, new DeviceId("laptop"), TestApi.ISSUED_AT), caller);
    assertEquals(Optional.empty(), ports.tickets().redeem(ticket, ports.now));
    assertEquals(201, alice().post("/v1/tickets", "").status());
    assertProblem(400, "INVALID", alice().post("/v1/tickets", "{'deviceId':'my laptop'}"));
  }

  @Test
  void whoAsksTooOftenIsToldWhenToAskAgain() {
    int issued = 0;
    Reply reply = alice().post("/v1/tickets", "");
    while (reply.status() == 201 && issued <= RateLimit.TICKETS.capacity()) {
      issued++;
      reply = alice().post("/v1/tickets", "");
    }
    assertProblem(429, "RATE_LIMITED", reply);
    assertEquals("2", reply.headers().get("retry-after"));
    assertEquals(2_000, reply.json().wholeNumber("retryAfterMillis"));
    ports.now = ports.now.plusMillis(2_000);
    assertEquals(201, alice().post("/v1/tickets", "").status());
  }

  @Test
  void devicesAreListedAndSignedOut() {
    for (String socket : List.of("phone-1", "phone-2", "laptop-1")) {
      DeviceId device = new DeviceId(socket.replaceAll("-.", ""));
      TestSockets.open(ports.presences(), ALICE, new ConnectionId(socket), device, ports.now.minusSeconds(60));
    }
    List<JsonObject> devices = alice().get("/v1/devices").json().objects("devices");
    assertEquals(List.of("laptop", "phone"), devices.stream().map(device -> device.text("deviceId")).toList());
    assertEquals(List.of(1L, 2L), devices.stream().map(device -> device.wholeNumber("sockets")).toList());
    assertEquals(204, alice().delete("/v1/devices/phone").status());
    assertEquals(Set.of(new ConnectionId("laptop-1")),
        ports.presences().current(ALICE).orElseThrow().connections().keySet());
    assertEquals(1, alice().get("/v1/devices").json().objects("devices").size());
  }

  @Test
  void whoSignedOutEverywhereMustSignInAgain() {
    assertEquals(204, alice().delete("/v1/devices").status());
    Reply refused = alice().get("/v1/channels");
    assertProblem(401, "UNAUTHORIZED", refused);
    assertEquals("Bearer", refused.headers().get("www-authenticate"));
    assertEquals(200, bob().get("/v1/channels").status());
  }

  @Test
  void whoIsSuspendedOrDeletedMayDoNothing() {
    ports.accounts().setStanding(ALICE, Standing.SUSPENDED);
    assertProblem(403, "SUSPENDED", sent("k1", HELLO));
    ports.accounts().setStanding(ALICE, Standing.DELETED);
    assertProblem(401, "UNAUTHORIZED", sent("k1", HELLO));
    assertEquals(List.of(), ports.messageLog().entries(DIRECT));
  }

  /** Should the gateway ever hand over a request of nobody, nothing is done. */
  @Test
  void nobodyGetsNothing() {
    TestApi nobody = TestApi.ofNobody(app).keyed("k1");
    for (Reply reply : List.of(nobody.post("/v1/messages", HELLO), nobody.get("/v1/channels"),
        nobody.post("/v1/channels", "{'name':'Group'}"))) {
      assertProblem(500, "INTERNAL", reply);
      assertEquals("request", reply.json().text("errorId"));
    }
    assertEquals(List.of(), ports.messageLog().entries(DIRECT));
  }

  /** Each path leads somewhere, and only what the catch-all takes is found nowhere. */
  @Test
  void everyRouteOfTheTopologyHasItsEndpoint() {
    for (HttpRoute route : Topology.HTTP_ROUTES) {
      String path = route.path().replace("{path+}", "nowhere").replace("{channelId}", "g.x").replace("{userId}", "bob")
          .replace("{invite}", "g.x~AAAAAAAAAAAAAAAAAAAAAA").replace("{deviceId}", "phone");
      // whoever signs out or deletes themself is gone
      ChatApp fresh = TestApps.on(new InMemoryPorts(), 100);
      TestApi.of(BOB, fresh).get("/v1/me");
      Reply reply = TestApi.of(ALICE, fresh).call(route.method(), path, "");
      boolean nowhere = reply.status() == 404 && reply.code().equals("NOT_FOUND");
      assertEquals(route.path().contains("{path+}"), nowhere, route.key());
    }
  }

  /** A function returns at most 6 MB, in which a quote of the log takes four characters. */
  @Test
  void theLargestPageFits() {
    String text = "\\\\".repeat(8_170);
    for (int count = 0; count < Limits.HISTORY_PAGE; count++) {
      Reply reply = sent("k" + count, "{'userId':'bob','content':{'type':'text','text':'" + text + "'}}");
      assertEquals(201, reply.status(), reply::toString);
    }
    Reply page = alice().get("/v1/channels/" + DIRECT + "/messages");
    assertEquals(Limits.HISTORY_PAGE, page.json().objects("messages").size());
    long reactions = Limits.HISTORY_PAGE * 2L * Limits.REACTION_BYTES;
    assertTrue(page.body().orElseThrow().length() * 2L + reactions < 6 * 1024 * 1024);
  }

  @Test
  void aClientMessageIdIsMadeForWhoGivesNone() {
    ChannelId group = group("bob");
    alice().patch("/v1/channels/" + group, "{'name':'Other'}");
    ClientMessageId made = ports.messageLog().entries(group).getLast().message().clientMessageId();
    assertEquals(22, made.value().length());
  }
}
