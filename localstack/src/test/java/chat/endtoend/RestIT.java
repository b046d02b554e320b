package chat.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST API over real HTTP: the gateway, the function, and sockets that hear of what was sent by it. */
class RestIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
    HTTP.shutdownNow();
  }

  private static HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(cloud.httpAddress().resolve(path)).timeout(DEADLINE)
        .header("Content-Type", "application/json").method(method, body.isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private static HttpResponse<String> call(String user, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(request(method, path, body).header("Authorization", "Bearer " + cloud.issuer().token(user))
        .header("Idempotency-Key", UUID.randomUUID().toString()));
  }

  private static JsonObject json(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    return JsonObject.parse(response.body());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void whatIsSentByHttpArrivesAtSockets() throws Exception {
    try (TestClient bob = TestClient.connect(cloud, "rest-bob")) {
      json(201, call("rest-alice", "POST", "/v1/messages",
          "{'userId':'rest-bob','content':{'type':'text','text':'by HTTP'}}"));
      assertEquals("rest-alice", bob.awaitMessage("by HTTP").text("sender"));
      assertEquals("accepted", bob.sendTo("rest-alice", "m1", 1, "by socket").text("event"));
    }
    JsonObject unread = awaitUnread("rest-alice");
    List<String> texts = unread.objects("messages").stream().map(message -> message.object("content").text("text"))
        .toList();
    assertTrue(texts.contains("by HTTP"), texts::toString);
    String channel = "/v1/channels/" + unread.text("channelId");
    assertEquals(204, call("rest-alice", "PUT", channel + "/cursor", "{'read':2}").statusCode());
    assertEquals(2, json(200, call("rest-bob", "GET", channel, "")).wholeNumber("peerRead"));
  }

  /** The head follows the log by a moment. */
  private static JsonObject awaitUnread(String user) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (true) {
      List<JsonObject> channels = json(200, call(user, "GET", "/v1/messages/unread", "")).objects("channels");
      if (channels.stream().anyMatch(channel -> channel.wholeNumber("head") == 2)) {
        return channels.getFirst();
      }
      assertTrue(Instant.now().isBefore(deadline), channels::toString);
    }
  }

  @Test
  void aGroupLivesByHttp() throws Exception {
    String group = json(201, call("rest-ann", "POST", "/v1/channels", "{'name':'Group','members':['rest-ben']}"))
        .text("channelId");
    String path = "/v1/channels/" + group;
    String invite = json(201, call("rest-ann", "POST", path + "/invites", "")).text("invite");
    json(201, call("rest-cid", "POST", "/v1/joins", "{'invite':'" + invite + "'}"));
    json(200, call("rest-ann", "PATCH", path + "/members/rest-cid", "{'role':'admin'}"));
    json(200, call("rest-cid", "PATCH", path, "{'name':'Other'}"));
    assertEquals(204, call("rest-cid", "DELETE", path + "/members/rest-ben", "").statusCode());
    assertEquals(204, call("rest-cid", "DELETE", path + "/members/rest-cid", "").statusCode());
    assertEquals(1, json(200, call("rest-ann", "GET", path + "/members", "")).objects("members").size());
    assertEquals(6, json(200, call("rest-ann", "GET", path + "/messages", "")).objects("messages").size());
    assertEquals("Other", json(200, call("rest-ann", "GET", path, "")).text("name"));
  }

  @Test
  void peopleFindEachOther() throws Exception {
    String named = cloud.issuer().token("rest-pia", Map.of("name", "Pia Pepper"));
    assertEquals("Pia Pepper",
        json(200, send(request("GET", "/v1/me", "").header("Authorization", "Bearer " + named))).text("name"));
    json(200, call("rest-pia", "PATCH", "/v1/me", "{'handle':'pia_pepper','about':'Climbs'}"));
    assertEquals("HANDLE_TAKEN",
        json(409, call("rest-quin", "PATCH", "/v1/me", "{'handle':'PiaPepper'}")).text("code"));
    for (String query : List.of("@pia_p", "PEPP", "p%C3%ADa")) {
      assertEquals("rest-pia", json(200, call("rest-quin", "GET", "/v1/users?q=" + query, "")).objects("users")
          .getFirst().text("userId"), query);
    }
    assertEquals("outgoing", json(200, call("rest-quin", "PUT", "/v1/contacts/rest-pia", "")).text("state"));
    assertEquals("accepted", json(200, call("rest-pia", "PUT", "/v1/contacts/rest-quin", "")).text("state"));
    JsonObject contact = json(200, call("rest-quin", "GET", "/v1/contacts", "")).objects("contacts").getFirst();
    assertEquals("pia_pepper", contact.text("handle"));
    assertEquals(204, call("rest-pia", "PUT", "/v1/blocks/rest-quin", "").statusCode());
    String hello = "{'userId':'rest-pia','content':{'type':'text','text':'Hello'}}";
    assertEquals("NOT_REACHABLE", json(403, call("rest-quin", "POST", "/v1/messages", hello)).text("code"));
    assertEquals(202, call("rest-pia", "POST", "/v1/reports", "{'userId':'rest-quin','reason':'spam'}").statusCode());
    assertEquals(List.of("account", "profile", "privacy", "contact", "report"),
        json(200, call("rest-pia", "GET", "/v1/me/export", "")).objects("items").stream()
            .map(item -> item.text("type")).toList());
    assertEquals(202, call("rest-pia", "DELETE", "/v1/me", "").statusCode());
    json(401, call("rest-pia", "GET", "/v1/me", ""));
  }

  @Test
  void aRepeatIsStoredOnce() throws Exception {
    HttpRequest.Builder request = request("POST", "/v1/messages",
        "{'userId':'rest-dan','content':{'type':'text','text':'once'}}")
        .header("Authorization", "Bearer " + cloud.issuer().token("rest-eve")).header("Idempotency-Key", "the-same");
    HttpResponse<String> first = send(request);
    assertEquals(201, first.statusCode());
    HttpResponse<String> again = send(request);
    assertEquals(200, again.statusCode());
    assertEquals(first.body(), again.body());
  }

  /** The gateway says so, in its own words. */
  @ParameterizedTest
  @CsvSource({"GET, /v1/channels", "POST, /v1/messages", "DELETE, /v1/channels/g.x/members/bob", "GET, /v1/nowhere"})
  void nothingIsToBeHadWithoutAToken(String method, String path) throws Exception {
    String bad = cloud.issuer().token("eve", "another-service", Duration.ofMinutes(5));
    for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of("nonsense"), Optional.of(bad))) {
      HttpRequest.Builder request = request(method, path, "");
      token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
      HttpResponse<String> response = send(request);
      assertEquals(401, response.statusCode());
      assertEquals("{\"message\":\"Unauthorized\"}", response.body());
    }
  }

  @Test
  void refusalsAreProblems() throws Exception {
    HttpResponse<String> response = call("rest-eve", "GET", "/v1/channels/g.none", "");
    assertEquals("application/problem+json", header(response, "content-type"));
    assertEquals("no-store", header(response, "cache-control"));
    assertEquals("NOT_A_MEMBER", json(403, response).text("code"));
    assertEquals("NOT_FOUND", json(404, call("rest-eve", "GET", "/v1/nowhere", "")).text("code"));
    assertEquals("INVALID", json(400, call("rest-eve", "GET", "/v1/channels/a%20b", "")).text("code"));
  }

  @Test
  void headersAndBodiesCarryNothingElse() throws Exception {
    String split = "/v1/channels/x%0d%0aset-cookie:%20a=b";
    HttpResponse<String> response = call("rest-eve", "GET", split, "");
    assertEquals(400, response.statusCode());
    assertEquals("", header(response, "set-cookie"));
    String key = "{'userId':'rest-bob','sender':'rest-bob','content':{'type':'text','text':'x','sender':'rest-bob'}}";
    String channel = json(201, call("rest-eve", "POST", "/v1/messages", key)).text("channelId");
    JsonObject stored = json(200, call("rest-eve", "GET", "/v1/channels/" + channel + "/messages", ""))
        .objects("messages").getLast();
    assertEquals("rest-eve", stored.text("sender"));
  }

  @Test
  void thePageMayCallAndOthersMayNot() throws Exception {
    String origin = cloud.httpAddress().toString().replaceAll("/$", "");
    for (Map.Entry<String, String> allowed : Map.of(origin, origin, "http://localhost:1", "").entrySet()) {
      HttpResponse<String> preflight = HTTP.send(HttpRequest.newBuilder(cloud.httpAddress().resolve("/v1/messages"))
          .header("Origin", allowed.getKey()).header("Access-Control-Request-Method", "POST")
          .method("OPTIONS", BodyPublishers.noBody()).build(), BodyHandlers.ofString(UTF_8));
      assertEquals(204, preflight.statusCode());
      assertEquals(allowed.getValue(), header(preflight, "access-control-allow-origin"));
    }
  }

  /** Beside the API, the page is where it was. */
  @Test
  void thePageIsStillThere() throws Exception {
    URI page = cloud.httpAddress();
    HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString(UTF_8));
    assertEquals(200, response.statusCode());
    assertTrue(header(response, "content-type").startsWith("text/html"));
  }
}
