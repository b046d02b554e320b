package chat.endtoend;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.model.ChannelId;
import chat.model.UserId;
import chat.topology.HttpRoute;
import chat.topology.Table;
import chat.topology.Topology;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Somebody who knows every id of another user, and uses them wherever an id may stand: each time the answer is the one that
 * an id gets which nobody has, and what the other has stays as it is.
 */
class StrangerIT {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final String SECRET = "~" + "A".repeat(22);
  private static final String NOBODYS = "nobodys";
  /** Of those routes of channels that take one. */
  private static final Map<String, String> BODIES = Map.of("POST /v1/messages",
      "{'channelId':'{channelId}','content':{'type':'text','text':'x'}}", "POST /v1/reports",
      "{'channelId':'{channelId}','seq':2,'reason':'spam'}", "PATCH /v1/channels/{channelId}", "{'name':'Mine'}",
      "PUT /v1/channels/{channelId}/cursor", "{'read':2}", "POST /v1/channels/{channelId}/members",
      "{'users':['{me}','{userId}']}", "PATCH /v1/channels/{channelId}/members/{userId}", "{'role':'member'}",
      "POST /v1/channels/{channelId}/invites", "{}", "PUT /v1/channels/{channelId}/mute", "{}");

  private static EmbeddedCloud cloud;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String victim = "victim-" + run;
  private final String friend = "friend-" + run;
  private final String stranger = "stranger-" + run;

  private TestClient phone;
  private Ids theirs;

  /** What is the victim's, or nobody's. */
  private record Ids(String channelId, String userId, String invite, String deviceId, String clientMessageId) {
    /** A request with these. */
    String in(String text) {
      return text.replace("{channelId}", channelId).replace("{userId}", userId).replace("{invite}", invite)
          .replace("{deviceId}", deviceId).replace("{clientMessageId}", clientMessageId);
    }

    /** An answer without these. */
    String hidden(String answer) {
      return answer.replace(channelId, "{channelId}").replace(userId, "{userId}");
    }

    Ids of(ChannelId other) {
      return new Ids(other.value(), userId, other.value() + SECRET, deviceId, clientMessageId);
    }
  }

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void theVictimHasAllSortsOfThings() {
    phone = TestClient.connect(cloud, victim, "phone");
    RestClient rest = RestClient.of(cloud, victim);
    String group = rest.json(201, "POST", "/v1/channels", "{'name':'Ours','members':['" + friend + "']}")
        .text("channelId");
    String invite = rest.json(201, "POST", "/v1/channels/" + group + "/invites", "").text("invite");
    for (String place : List.of("'channelId':'" + group + "'", "'userId':'" + friend + "'")) {
      rest.json(201, "POST", "/v1/messages", "{" + place + ",'content':{'type':'text','text':'secret'}}");
    }
    theirs = new Ids(group, victim, invite, "phone", "m1");
    await(() -> head(group) == 2 && head(direct().value()) == 1);
  }

  @AfterEach
  void close() {
    phone.close();
  }

  private ChannelId direct() {
    return ChannelId.direct(new UserId(victim), new UserId(friend));
  }

  private Ids nobodys() {
    return new Ids("g." + NOBODYS, "nobody-" + run, "g." + NOBODYS + SECRET, "none", "none");
  }

  private static void await(Supplier<Boolean> wanted) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (!wanted.get()) {
      assertTrue(Instant.now().isBefore(deadline), "It never came to this.");
    }
  }

  private long head(String channelId) {
    return RestClient.of(cloud, victim).json(200, "GET", "/v1/channels/" + channelId, "").wholeNumber("head");
  }

  /** All rows but those by which a user is known to have called. */
  private Set<Map<String, AttributeValue>> rows() {
    return Topology.TABLES.stream().filter(table -> !table.equals(Topology.RATE_LIMITS)).flatMap(this::rows)
        .filter(row -> !row.getOrDefault("userId", AttributeValue.fromS("")).equals(AttributeValue.fromS(stranger)))
        .collect(toSet());
  }

  private Stream<Map<String, AttributeValue>> rows(Table table) {
    return cloud.dynamoDb().scanPaginator(scan -> scan.tableName(table.nameIn(cloud.stage())).consistentRead(true))
        .items().stream();
  }

  private static List<HttpRoute> routesOfChannels() {
    return Topology.HTTP_ROUTES.stream()
        .filter(route -> route.path().contains("{channelId}") || BODIES.containsKey(route.key())).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noRouteTellsThemApart(boolean blocked) {
    if (blocked) {
      block();
    }
    RestClient rest = RestClient.of(cloud, stranger);
    Set<Map<String, AttributeValue>> before = rows();
    for (HttpRoute route : routesOfChannels()) {
      String body = BODIES.getOrDefault(route.key(), "").replace("{me}", stranger);
      assertTrue(!body.isEmpty() || Set.of("GET", "DELETE").contains(route.method()), route::key);
      HttpResponse<String> nothing = answer(rest, route, nobodys(), body);
      assertEquals("NOT_A_MEMBER", RestClient.json(403, nothing).text("code"), route::key);
      Stream.of(theirs, theirs.of(direct()), theirs.of(ChannelId.direct(new UserId(victim), new UserId(stranger))))
          .forEach(ids -> assertAlike(nothing, answer(rest, route, ids, body), route.key()));
    }
    assertEquals(before, rows());
  }

  private static HttpResponse<String> answer(RestClient rest, HttpRoute route, Ids ids, String body) {
    return rest.call(route.method(), ids.in(route.path()), ids.in(body));
  }

  private static void assertAlike(HttpResponse<String> expected, HttpResponse<String> actual, String what) {
    assertEquals(expected.statusCode(), actual.statusCode(), what);
    assertEquals(expected.body(), actual.body(), what);
    assertEquals(expected.headers().map().keySet(), actual.headers().map().keySet(), what);
  }

  private void block() {
    assertEquals(204, RestClient.of(cloud, victim).call("PUT", "/v1/blocks/" + stranger, "").statusCode());
  }

  private static List<String> contents() {
    return List.of("{'type':'text','text':'x'}", "{'type':'text','text':'x','replyTo':2}",
        "{'type':'edit','target':2,'content':{'type':'text','text':'x'}}", "{'type':'delete','target':2}",
        "{'type':'reaction','target':2,'emoji':'x'}", "{'type':'pin','target':2}", "{'type':'settings','name':'x'}",
        "{'type':'add','users':['{userId}']}", "{'type':'remove','user':'{userId}'}", "{'type':'leave'}",
        "{'type':'role','user':'{userId}','role':'member'}");
  }

  private static List<String> frames() {
    Stream<String> sends = contents().stream().flatMap(content -> Stream.of("0", "1", "2", "99")
        .map(after -> "{'action':'send','channelId':'{channelId}','clientMessageId':'{clientMessageId}','afterSeq':"
            + after + ",'content':" + content + "}"));
    return Stream.concat(sends, Stream.of("{'action':'ack','channels':[{'channelId':'{channelId}','read':2}]}",
        "{'action':'ack','channels':[{'channelId':'{channelId}','read':99}]}",
        "{'action':'typing','channelId':'{channelId}'}",
        "{'action':'sync','cursors':[{'channelId':'{channelId}','delivered':0,'read':0}]}",
        "{'action':'history','channelId':'{channelId}'}", "{'action':'history','channelId':'{channelId}','after':0}",
        "{'action':'history','channelId':'{channelId}','around':2}", "{'action':'members','channelId':'{channelId}'}",
        "{'action':'members','channelId':'{channelId}','after':'{userId}'}",
        "{'action':'invite','channelId':'{channelId}'}", "{'action':'revoke','channelId':'{channelId}'}",
        "{'action':'revoke','channelId':'{channelId}','invite':'{invite}'}")).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noFrameTellsThemApart(boolean blocked) {
    if (blocked) {
      block();
    }
    try (TestClient socket = TestClient.connect(cloud, stranger)) {
      Set<Map<String, AttributeValue>> before = rows();
      for (String frame : frames()) {
        String nothing = answer(socket, frame, nobodys());
        Stream.of(theirs, theirs.of(direct()), theirs.of(ChannelId.direct(new UserId(victim), new UserId(stranger))))
            .forEach(ids -> assertEquals(nothing, answer(socket, frame, ids), frame));
      }
      assertEquals(before, rows());
      assertEquals(List.of(), socket.messagesSoFar());
    }
  }

  /** Without the request id, and with the ids hidden that a sync gives back. */
  private static String answer(TestClient socket, String frame, Ids ids) {
    JsonObject answer = socket.ask(ids.in(frame).replace('\'', '"'));
    return ids.hidden(answer.names().stream().filter(name -> !name.equals("requestId")).sorted()
        .map(name -> name + " " + shown(answer, name)).toList().toString());
  }

  private static String shown(JsonObject answer, String name) {
    return switch (name) {
      case "channels" -> answer.objects(name).stream().map(channel -> channel.text("channelId") + channel.names())
          .toList().toString();
      case "retryAfterMillis" -> "some";
      default -> answer.text(name);
    };
  }

  @Test
  void anInviteIsWorthNothingBeyondItself() {
    RestClient rest = RestClient.of(cloud, stranger);
    HttpResponse<String> nothing = rest.call("POST", "/v1/joins", "{'invite':'g." + NOBODYS + SECRET + "'}");
    HttpResponse<String> guessed = rest.call("POST", "/v1/joins", "{'invite':'" + theirs.channelId() + SECRET + "'}");
    assertEquals("INVALID_INVITE", RestClient.json(404, nothing).text("code"));
    assertAlike(nothing, guessed, "a guessed invite");
  }

  @Test
  void aDeviceOfAnotherIsOutOfReach() {
    RestClient rest = RestClient.of(cloud, stranger);
    HttpResponse<String> nothing = rest.call("DELETE", "/v1/devices/none", "");
    assertAlike(nothing, rest.call("DELETE", "/v1/devices/" + theirs.deviceId(), ""), "a device of another");
    assertEquals(204, rest.call("DELETE", "/v1/devices", "").statusCode());
    assertEquals("alive", phone.ask("{\"action\":\"heartbeat\"}").text("event"));
    assertEquals(1, RestClient.of(cloud, victim).json(200, "GET", "/v1/devices", "").objects("devices").size());
  }

  /** Who calls comes from the token, whatever else is said. */
  @Test
  void nobodySpeaksForAnother() {
    RestClient rest = RestClient.of(cloud, stranger);
    JsonObject sent = RestClient.json(201, rest.send(rest
        .request("POST", "/v1/messages", BodyPublishers.ofString("""
            {"userId":"%s","sender":"%s","from":"%s","content":{"type":"text","text":"it is me","sender":"%s"}}"""
            .formatted(friend, victim, victim, victim)))
        .header("X-User-Id", victim).header("X-Amzn-Oidc-Identity", victim).header("X-Forwarded-User", victim)));
    JsonObject stored = rest.json(200, "GET", "/v1/channels/" + sent.text("channelId") + "/messages", "")
        .objects("messages").getLast();
    assertEquals(stranger, stored.text("sender"));
  }
}
