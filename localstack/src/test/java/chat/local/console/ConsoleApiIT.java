package chat.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sns.SnsPushService;
import chat.endtoend.TestCloud;
import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.trace.Cause;
import chat.local.trace.Effect;
import chat.local.trace.Invocation;
import chat.model.ChannelId;
import chat.model.DeviceId;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.Notice;
import chat.push.PushService;
import chat.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the console's server answers, and what it refuses. */
class ConsoleApiIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String JSON = "application/json";
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

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(cloud.consoleAddress() + path.substring(1)))
        .timeout(Duration.ofSeconds(10));
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return answer(to(path));
  }

  private static HttpResponse<String> change(String method, String path, String body)
      throws IOException, InterruptedException {
    return answer(to(path).header("Content-Type", JSON).method(method, BodyPublishers.ofString(body)));
  }

  /** The sentence of a refusal. */
  private static String refused(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    JsonObject refusal = JsonObject.parse(answer.body());
    assertEquals(Set.of("message"), refusal.names());
    return refusal.text("message");
  }

  @Test
  void theOverviewNamesAllThereIs() throws Exception {
    JsonObject overview = JsonObject.parse(get("/api/overview").body());
    assertEquals(Topology.FUNCTIONS.size(), overview.objects("functions").size());
    assertEquals(Topology.TABLES.size(), overview.objects("tables").size());
    assertEquals(Fault.values().length, overview.objects("faults").size());
    assertTrue(overview.objects("queues").size() >= Topology.QUEUES.size());
    assertTrue(overview.optionalWholeNumber("notifications").isPresent());
    JsonObject architecture = JsonObject.parse(get("/api/architecture").body());
    assertEquals(cloud.httpAddress().toString(), architecture.text("page"));
    assertEquals(List.of("fan-out", "repair"), architecture.objects("tables").getFirst().texts("streamReaders"));
  }

  @Test
  void whatWasPushedIsListedAndTheAppCanBeRemoved() throws Exception {
    SnsPushService service = new SnsPushService(() -> cloud.push().client(Topology.PUSH), cloud.push().applications());
    PushService.Owner owner = new PushService.Owner(new UserId("alice"), new DeviceId("phone"));
    PushService.Registration.Registered registered = (PushService.Registration.Registered) service
        .register(PushPlatform.FCM, "a/phone?", owner, (_, _) -> {});
    Notice notice = new Notice(new ChannelId("d.HLF"), 1, Optional.empty(), 1, true);
    service.publish(registered.endpoint(), PushPlatform.FCM, notice);
    JsonObject pushed = JsonObject.parse(get("/api/pushes").body()).objects("notifications").getFirst();
    assertEquals(List.of("alice/phone", "GCM", "a/phone?", "push"),
        List.of(pushed.text("owner"), pushed.text("platform"), pushed.text("token"), pushed.text("caller")));
    assertTrue(pushed.text("payload").contains("NEW_MESSAGE"), pushed.text("payload"));

    assertEquals(204, change("POST", "/api/pushes/removed-apps", "{\"token\":\"a/phone?\"}").statusCode());
    service.publish(registered.endpoint(), PushPlatform.FCM, notice);
    assertEquals(PushService.Outcome.GONE, service.publish(registered.endpoint(), PushPlatform.FCM, notice));
    assertEquals("Field token must be the token of a phone.",
        refused(400, change("POST", "/api/pushes/removed-apps", "{}")));
  }

  @Test
  void callsToSnsCanBeMadeToFail() throws Exception {
    SnsPushService service = new SnsPushService(() -> cloud.push().client(Topology.PUSH), cloud.push().applications());
    Notice notice = new Notice(new ChannelId("d.HLF"), 1, Optional.empty(), 1, true);
    for (String fault : List.of("PUSH_FAILS", "PUSH_THROTTLED")) {
      assertEquals(204,
          change("PUT", "/api/faults/" + fault, "{\"times\":1,\"only\":[\"push\"]}").statusCode());
      assertEquals(PushService.Outcome.FAILED, service.publish("arn:aws:sns:none", PushPlatform.FCM, notice));
      assertEquals(PushService.Outcome.GONE, service.publish("arn:aws:sns:none", PushPlatform.FCM, notice));
    }
  }

  @Test
  void aPageElsewhereIsRefused() throws Exception {
    refused(403, answer(to("/api/overview").header("Origin", "https://evil.example")));
    refused(403, answer(to("/").header("Origin", "null")));
    refused(403, answer(to("/api/faults").header("Origin", "http://127.0.0.1.evil.example")
        .header("Content-Type", JSON).DELETE()));
    assertEquals(200, answer(to("/api/overview").header("Origin", "http://localhost:8080")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example"})
  void aReboundNameIsRefused(String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), cloud.consoleAddress().getPort())) {
      socket.getOutputStream().write("GET /api/overview HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
          .formatted(host).getBytes(UTF_8));
      assertTrue(new String(socket.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.1 403 "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void aFormCannotChangeAnything(String type) throws Exception {
    cloud.faults().set(Fault.POST_LOST, Dose.ALWAYS);
    assertTrue(refused(415, answer(to("/api/queues/retries/redrive").header("Content-Type", type)
        .POST(BodyPublishers.ofString("{}")))).contains("application/json"));
    refused(415, answer(to("/api/faults").DELETE()));
    assertEquals(Set.of(Fault.POST_LOST), cloud.faults().on().keySet());
  }

  @ParameterizedTest
  @CsvSource({"POST, /api/overview, GET", "GET, /api/faults, DELETE", "DELETE, /api/connections/x/cut, POST",
      "PATCH, /api/faults/POST_LOST, 'DELETE, PUT'", "POST, /main.js, 'GET, HEAD'"})
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) throws Exception {
    HttpResponse<String> answer = change(method, path, "{}");
    refused(405, answer);
    assertEquals(Optional.of(allowed), answer.headers().firstValue("Allow"));
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/tables/Nothing, Messages", "GET, /api/functions/nothing/log, send",
      "GET, /api/queues/nothing/dead-letters, retries", "POST, /api/queues/nothing/redrive, retries",
      "PUT, /api/faults/NOTHING, POST_LOST", "DELETE, /api/faults/NOTHING, POST_LOST",
      "POST, /api/connections/nobody=/cut, no such open connection",
      "POST, /api/connections/nobody=/close, no such open connection", "GET, /api/journeys/999999999, not kept",
      "GET, /api/nothing, /api/overview", "GET, /nothing.js, no such file"})
  void anUnknownNameIsToldWhatThereIs(String method, String path, String hint) throws Exception {
    String sentence = refused(404, method.equals("GET") ? get(path) : change(method, path, "{}"));
    assertTrue(sentence.contains(hint), sentence);
  }

  @ParameterizedTest
  @CsvSource({"/api/tables/Messages?limit=0, from 1 to 100", "/api/tables/Messages?limit=x, from 1 to 100",
      "/api/tables/Messages?limit=99999999999, from 1 to 100", "/api/tables/Messages?after=x, Parameter after",
      "/api/tables/Messages?after=e30, Parameter after", "/api/overview?heartbeats=1, true or false",
      "/api/journeys/first, number", "/api/queues/retries/dead-letters?limit=101, from 1 to 100"})
  void aBadParameterIsToldWhatIsExpected(String path, String hint) throws Exception {
    String sentence = refused(400, get(path));
    assertTrue(sentence.contains(hint), sentence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"[] | one JSON object", "{ | one JSON object", "'' | one JSON object",
      "{\"share\":0} | above 0", "{\"share\":1.1} | at most 1", "{\"share\":\"1\"} | a number",
      "{\"share\":1e999} | at most 1", "{\"times\":0} | at least once", "{\"times\":1.5} | whole number",
      "{\"times\":3000000000} | too large", "{\"delayMillis\":-1} | at most an hour",
      "{\"delayMillis\":3600001} | at most an hour", "{\"delayMillis\":9223372036854775807} | at most an hour",
      "{\"only\":\"send\"} | an array",
      "{\"only\":[\"nothing\"]} | send", "{\"delay\":5} | no other fields"})
  void aBadDoseIsToldWhatIsExpected(String body, String hint) throws Exception {
    String sentence = refused(400, change("PUT", "/api/faults/FUNCTION_SLOW", body));
    assertTrue(sentence.contains(hint), sentence);
    assertEquals(Map.of(), cloud.faults().on());
  }

  @Test
  void aFaultThatStrikesEverywhereCannotBeConfined() throws Exception {
    assertTrue(refused(400, change("PUT", "/api/faults/DISCONNECT_LOST", "{\"only\":[\"send\"]}"))
        .contains("everywhere"));
  }

  @Test
  void faultsAreSwitched() throws Exception {
    assertEquals(204, change("PUT", "/api/faults/POST_GONE", "{}").statusCode());
    assertEquals(204, change("PUT", "/api/faults/FUNCTION_SLOW",
        "{\"share\":0.25,\"times\":3,\"delayMillis\":50,\"only\":[\"send\",\"ack\"]}").statusCode());
    Dose slow = Dose.ALWAYS.share(0.25).times(3).delay(Duration.ofMillis(50)).only("send", "ack");
    assertEquals(Map.of(Fault.POST_GONE, Dose.ALWAYS, Fault.FUNCTION_SLOW, slow), cloud.faults().on());
    JsonObject shown = JsonObject.parse(get("/api/overview").body()).objects("faults").stream()
        .filter(fault -> fault.text("name").equals("FUNCTION_SLOW")).findFirst().orElseThrow();
    assertEquals(List.of("ack", "send"), shown.object("on").texts("only"));
    assertEquals(204, change("DELETE", "/api/faults/POST_GONE", "").statusCode());
    assertEquals(Set.of(Fault.FUNCTION_SLOW), cloud.faults().on().keySet());
    assertEquals(204, change("DELETE", "/api/faults", "").statusCode());
    assertEquals(Map.of(), cloud.faults().on());
  }

  @Test
  void aBodyHasALimit() throws Exception {
    refused(413, change("PUT", "/api/faults/POST_LOST", " ".repeat(64 * 1024 + 1)));
  }

  @Test
  void itemsComePageByPage() throws Exception {
    Set<String> secrets = new TreeSet<>();
    for (int number = 0; number < 30; number++) {
      String secret = "secret%02d".formatted(number);
      secrets.add(secret);
      cloud.dynamoDb().putItem(request -> request.tableName(Topology.INVITES.nameIn("local")).item(Map.of("channelId",
          AttributeValue.fromS("g.1"), "secret", AttributeValue.fromS(secret), "uses", AttributeValue.fromN("7"),
          "open", AttributeValue.fromBool(true), "by", AttributeValue.fromSs(List.of("alice")))));
    }
    JsonObject first = JsonObject.parse(get("/api/tables/Invites").body());
    assertEquals(List.of("channelId", "secret"), first.texts("key"));
    assertEquals(25, first.objects("items").size());
    JsonObject item = first.objects("items").getFirst();
    assertEquals(7, item.wholeNumber("uses"));
    assertEquals(Optional.of(true), item.optionalFlag("open"));
    assertEquals(List.of("alice"), item.texts("by"));
    JsonObject second = JsonObject.parse(get("/api/tables/Invites?limit=100&after=" + first.text("next")).body());
    assertFalse(second.has("next"));
    Set<String> found = new TreeSet<>();
    List.of(first, second).forEach(page -> page.objects("items").forEach(each -> found.add(each.text("secret"))));
    assertEquals(secrets, found);
    assertEquals(5, second.objects("items").size());
  }

  @ParameterizedTest
  @CsvSource({"/, text/html", "/index.html, text/html", "/main.js, text/javascript", "/page/dom.js, text/javascript",
      "/console.css, text/css", "/icon.svg, image/svg+xml"})
  void thePageIsServedWithoutLeaveForAnythingElse(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith(type));
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.contains("default-src 'self'"), policy);
    HttpResponse<String> head = answer(to(path).method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../simplelogger.properties", "/page/../main.js", "/%2e%2e/simplelogger.properties",
      "/page/",
      "/page//dom.js", "/simplelogger.properties"})
  void nothingElseIsServed(String path) throws Exception {
    refused(404, get(path));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"bob | {} | suspended", "bob | {\"suspended\":1} | suspended",
      "bob | [] | one JSON object", "a%20b | {\"suspended\":true} | user id"})
  void aBadOrderToSuspendIsToldWhatIsExpected(String user, String body, String hint) throws Exception {
    String sentence = refused(400, change("POST", "/api/users/" + user + "/suspended", body));
    assertTrue(sentence.contains(hint), sentence);
  }

  /** What the page asks for every second must cost next to nothing, also when the journal is full. */
  @Test
  void theOverviewOfAFullJournalIsQuick() throws Exception {
    for (int message = 0; message < 5_000; message++) {
      Invocation send = cloud.journal().begin("request", Topology.SEND, new Cause.Frame("socket", "send", 100));
      Instant now = cloud.journal().now();
      send.add(new Effect.TableCall(now, Duration.ofMillis(1), "PutItem", "Messages", List.of("seq=" + message),
          Effect.OK));
      send.add(new Effect.Post(now, Duration.ofMillis(1), "socket", 100, Effect.OK));
      cloud.journal().end(send, Duration.ofMillis(5), Optional.empty());
    }
    long[] nanos = new long[51];
    for (int poll = 0; poll < nanos.length; poll++) {
      long begin = System.nanoTime();
      assertEquals(40, JsonObject.parse(get("/api/overview").body()).objects("journeys").size());
      nanos[poll] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    Duration median = Duration.ofNanos(nanos[nanos.length / 2]);
    System.out.println("The overview of a full journal takes " + median.toNanos() / 1_000 + " µs.");
    assertTrue(median.compareTo(Duration.ofMillis(200)) < 0, median::toString);
  }
}
