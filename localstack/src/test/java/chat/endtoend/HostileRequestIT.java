package chat.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.json.JsonText;
import chat.local.EmbeddedCloud;
import chat.model.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and frames that are made to break something: each is refused or taken for what it says, and nothing else. */
class HostileRequestIT {
  private static final int SECONDS_TO_ANSWER = 15;
  private static final String MARK = "<script>alert(1)</script>";
  /** Whatever is sent, an answer has no others. */
  private static final Set<String> HEADERS = Set.of("apigw-requestid", "cache-control", "content-length",
      "content-type", "retry-after", "www-authenticate", "vary");

  private static EmbeddedCloud cloud;

  private final String user = "hostile-" + UUID.randomUUID();
  private final RestClient rest = RestClient.of(cloud, user);

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @AfterEach
  void theServiceIsFine() {
    rest.json(200, "GET", "/v1/devices", "");
  }

  private String group() {
    return rest.json(201, "POST", "/v1/channels", "{'name':'Group'}").text("channelId");
  }

  private HttpResponse<String> sent(byte[] body) {
    return rest.send(rest.request("POST", "/v1/messages", BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> sent(String body) {
    return sent(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static void assertHarmless(HttpResponse<String> response, String what) {
    assertTrue(response.statusCode() < 500, () -> what + ": " + response.body());
    // what was taken comes back as JSON; what was refused does not come back
    assertTrue(response.statusCode() < 300 || !response.body().contains(MARK), what);
    assertEquals(Set.of(), difference(response.headers().map().keySet()), what);
  }

  private static Set<String> difference(Set<String> headers) {
    return headers.stream().filter(name -> !HEADERS.contains(name)).collect(Collectors.toSet());
  }

  private static void assertCode(int status, String code, HttpResponse<String> response) {
    assertEquals(code, RestClient.json(status, response).text("code"));
  }

  /** A request byte by byte, as no good client would write it. Returns the whole answer. */
  private String raw(String method, String path, String headers, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cloud.httpAddress().getPort())) {
      socket.setSoTimeout(SECONDS_TO_ANSWER * 1_000);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.write((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
          + rest.token() + "\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
      request.write(body);
      socket.getOutputStream().write(request.toByteArray());
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\rb", "a\nb", "a\r\n b", "", " ", "a b", "a,b", "a\u00e9", "a;b", "../a", "\"a\"",
      "<script>alert(1)</script>", "${jndi:x}", "%0d%0ax", "\u0001", "\u007f"})
  void aKeyOfOddCharactersIsRefused(String key) throws IOException {
    String answer = raw("POST", "/v1/messages",
        "Content-Type: application/json\r\nIdempotency-Key: " + key + "\r\n",
        ("{\"userId\":\"" + user + "\",\"content\":{\"type\":\"text\",\"text\":\"x\"}}").getBytes(UTF_8));
    assertEquals(400, status(answer), answer);
    assertFalse(answer.contains(MARK), answer);
  }

  @Test
  void aKeyThatIsTooLongOrGivenTwiceIsRefused() throws IOException {
    for (String headers : List.of("Idempotency-Key: " + "a".repeat(65) + "\r\n",
        "Idempotency-Key: a\r\nIdempotency-Key: b\r\n")) {
      assertEquals(400, status(raw("POST", "/v1/messages", "Content-Type: application/json\r\n" + headers,
          ("{\"userId\":\"" + user + "\",\"content\":{\"type\":\"text\",\"text\":\"x\"}}").getBytes(UTF_8))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/channels/x%0d%0aSet-Cookie:%20a=b", "/v1/channels/x%00", "/v1/channels/%ff%fe",
      "/v1/channels/%ed%a0%80", "/v1/channels/%2e%2e%2f%2e%2e", "/v1/channels/..", "/v1/channels?cursor=%0d%0aA:b",
      "/v1/channels?cursor=%00", "/v1/channels?cursor=%ff", "/v1/channels?cursor=a&cursor=b",
      "/v1/channels?cursor=%3Cscript%3Ealert(1)%3C/script%3E", "/v1/channels?cursor=Li4", "/v1/channels?__proto__[a]=b",
      "/v1/channels/g.a/messages?limit=1e999", "/v1/channels/g.a/messages?limit=-0&after=9999999999999999999",
      "/v1/channels/g.a/messages?before=%F0%9F%91%8D", "/v1/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/v1//", "/v1/%2F",
      "/v1/devices;a=b", "/V1/devices", "/v1/devices/", "/v1/users?q=%00%00", "/v1/users?q=%ed%a0%80aa",
      "/v1/users?q=aa&cursor=YQ",
      "/v1/users?q=%3Cscript%3Ealert(1)%3C/script%3E", "/v1/users/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
      "/v1/users/%F0%9F%91%8D", "/v1/users?q=%E2%80%AE%E2%80%AE", "/v1/contacts?cursor=IA", "/v1/me/export?cursor=YQ",
      "/v1/channels/g.a/members?cursor=IA"})
  void anOddAddressIsHarmless(String path) throws IOException {
    String answer = raw("GET", path, "", new byte[0]);
    assertTrue(status(answer) < 500, answer);
    assertFalse(
        (status(answer) >= 300 && answer.contains(MARK)) || answer.toLowerCase(Locale.ROOT).contains("set-cookie"),
        answer);
  }

  /** Bodies that are in order, each after its route. */
  private static List<Map.Entry<String, String>> bodies(String group) {
    return List.of(
        Map.entry("POST /v1/messages",
            "{'channelId':'" + group + "','afterSeq':1,'content':{'type':'text','text':'x','mentions':['bob'],"
                + "'replyTo':1}}"),
        Map.entry("POST /v1/messages", "{'userId':'bob','content':{'type':'file','fileId':'f','name':'a','mediaType':"
            + "'a/b','bytes':1,'caption':'x'}}"),
        Map.entry("POST /v1/messages", "{'channelId':'" + group + "','content':{'type':'reaction','target':1,"
            + "'emoji':'x','removed':true}}"),
        Map.entry("POST /v1/channels",
            "{'name':'x','description':'x','announcement':true,'history':'all','members':['bob']}"),
        Map.entry("POST /v1/joins", "{'invite':'" + group + "~AAAAAAAAAAAAAAAAAAAAAA'}"),
        Map.entry("PATCH /v1/channels/" + group, "{'name':'x','description':'x','announcement':false,'history':'all'}"),
        Map.entry("PUT /v1/channels/" + group + "/cursor", "{'delivered':1,'read':1}"),
        Map.entry("POST /v1/channels/" + group + "/members", "{'users':['bob']}"),
        Map.entry("PATCH /v1/channels/" + group + "/members/bob", "{'role':'admin'}"),
        Map.entry("POST /v1/channels/" + group + "/invites", "{'expiresInSeconds':60,'uses':1}"),
        Map.entry("POST /v1/tickets", "{'deviceId':'x'}"),
        Map.entry("PATCH /v1/me", "{'handle':'abc','name':'x','about':'x','picture':'f'}"),
        Map.entry("PATCH /v1/me/privacy", "{'writers':'contacts','presence':'nobody','receipts':true}"),
        Map.entry("POST /v1/reports", "{'userId':'bob','reason':'spam','comment':'x'}"),
        Map.entry("POST /v1/reports", "{'channelId':'" + group + "','seq':1,'reason':'spam'}"));
  }

  private static final List<String> VALUES = List.of("null", "true", "{}", "[]", "[[]]", "[null]", "[{}]", "[1]",
      "{'a':{}}", "''", "'x'", "1", "-1", "-0", "0", "1.0", "1e2", "1e999", "-1e999", "9007199254740992",
      "9223372036854775807", "9223372036854775808", "1" + "0".repeat(40), "'\\u0000'", "'\\ud800'", "['\\udfff']",
      "'\\u202e'", "'\\r\\nSet-Cookie: a=b'", "'" + MARK + "'", "['" + MARK + "']", "'__proto__'", "'../../etc'",
      "'" + "a".repeat(5_000) + "'");

  @Test
  void aValueOfAnyTypeIsHarmlessAnywhere() {
    String group = group();
    for (Map.Entry<String, String> good : bodies(group)) {
      String[] route = good.getKey().split(" ", 2);
      RestClient caller = RestClient.of(cloud, user);
      for (String body : spoilt(good.getValue())) {
        assertHarmless(caller.call(route[0], route[1], body), good.getKey() + " " + body);
      }
    }
  }

  /** The body with each of its values, one after the other, replaced by every odd one. */
  private static List<String> spoilt(String body) {
    List<String> bodies = new ArrayList<>();
    Matcher value = Pattern.compile("(?<=:)('[^']*'|[0-9]+|true|false|\\[[^]]*])").matcher(body);
    while (value.find()) {
      VALUES.forEach(odd -> bodies.add(body.substring(0, value.start()) + odd + body.substring(value.end())));
    }
    assertFalse(bodies.isEmpty());
    return bodies;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'userId':'bob','userId':'eve','content':{'type':'text','text':'x'}}",
      "{'userId':'bob','content':{'type':'text','text':'x','text':'y'}}",
      "{'userId':'bob','content':{'type':'text','text':'x'}}{}", "[]", "null", "'x'", "1", "{", "{'a'}", "{a:1}",
      "{'userId':'bob',}", "{'userId':'bob','content':{'type':'text','text':NaN}}",
      "{'userId':'bob','content':{'type':'text','text':'x'}} // x"})
  void whatIsNoObjectOrAmbiguousIsRefused(String body) {
    assertCode(400, "MALFORMED", sent(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"__proto__", "constructor", "sender", "seq", "$where", "#", ""})
  void aNameThatMeansNothingIsIgnored(String name) {
    String body = "{'userId':'" + user + "','" + name + "':{'a':1},'content':{'type':'text','text':'x','" + name
        + "':{'userId':'eve'}}}";
    String channel = RestClient.json(201, sent(body)).text("channelId");
    JsonObject stored = rest.json(200, "GET", "/v1/channels/" + channel + "/messages", "").objects("messages")
        .getLast();
    assertEquals(user, stored.text("sender"));
    assertEquals(Set.of("type", "text"), stored.object("content").names());
  }

  /** Whatever a text says, it comes back as it was, and means nothing to anybody on the way. */
  @Test
  void aTextComesBackAsItWas() {
    String text = "\t\r\nSet-Cookie: a=b\u2028\u202e\"},{\"x\":\"" + MARK + "\\\ud83d\udc4d\ufeff'${x}";
    String body = JsonText.object(json -> {
      json.writeStringField("userId", user);
      json.writeObjectFieldStart("content");
      json.writeStringField("type", "text");
      json.writeStringField("text", text);
      json.writeEndObject();
    });
    String channel = RestClient.json(201, sent(body.getBytes(UTF_8))).text("channelId");
    HttpResponse<String> page = rest.call("GET", "/v1/channels/" + channel + "/messages", "");
    JsonObject stored = RestClient.json(200, page).objects("messages").getLast();
    assertEquals(text, stored.object("content").text("text"));
    assertEquals("application/json", page.headers().firstValue("content-type").orElse(""));
    assertEquals(Set.of(), difference(page.headers().map().keySet()));
  }

  static Stream<byte[]> bytes() {
    String good = "{\"userId\":\"bob\",\"content\":{\"type\":\"text\",\"text\":\"?\"}}";
    return Stream.of(good.replace("?", "\u00ff\u00fe").getBytes(ISO_8859_1),
        good.replace("?", "\u00c0\u00ae").getBytes(ISO_8859_1), good.replace("?", "\u00ed\u00a0\u0080")
            .getBytes(ISO_8859_1),
        good.replace("?", "\u00f4\u0090\u0080\u0080").getBytes(ISO_8859_1), ("\ufeff" + good).getBytes(UTF_8),
        good.getBytes(UTF_16), new byte[]{0}, new byte[]{(byte) 0xff});
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void bytesThatAreNoTextAreHarmless(byte[] body) {
    assertHarmless(sent(body), new String(body, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
      "application/jsonx", "application/xml", "text/json", "application/json, text/plain",
      "text/plain; application/json",
      "x"})
  void anotherContentTypeIsRefused(String type) {
    assertCode(415, "UNSUPPORTED_MEDIA_TYPE", rest.send(rest.request("POST", "/v1/tickets",
        BodyPublishers.ofString("{}")).setHeader("Content-Type", type)));
  }

  /** A page may send these without being asked whether it may. */
  @Test
  void aBodyWithoutContentTypeIsRefused() throws IOException {
    assertEquals(415, status(raw("POST", "/v1/tickets", "", "{}".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"})
  void theMethodIsTheRequestsOwn(String header) {
    try (TestClient phone = TestClient.connect(cloud, user, "phone")) {
      HttpResponse<String> answer = rest.send(rest.request("GET", "/v1/devices?_method=DELETE", BodyPublishers.noBody())
          .header(header, "DELETE"));
      assertEquals(1, RestClient.json(200, answer).objects("devices").size());
      assertEquals("alive", phone.ask("{\"action\":\"heartbeat\"}").text("event"));
    }
  }

  private static String padded(int bytes) {
    String empty = "{\"x\":\"\"}";
    return "{\"x\":\"" + "x".repeat(bytes - empty.length()) + "\"}";
  }

  @Test
  void aBodyHas64Kilobytes() {
    assertEquals(201, post(padded(Limits.BODY_BYTES), "application/json").statusCode());
    assertCode(413, "TOO_LARGE", post(padded(Limits.BODY_BYTES + 1), "application/json"));
    assertCode(413, "TOO_LARGE", post(padded(Limits.BODY_BYTES + 1), "application/octet-stream"));
  }

  private HttpResponse<String> post(String body, String type) {
    return rest.send(
        rest.request("POST", "/v1/tickets", BodyPublishers.ofString(body)).setHeader("Content-Type", type));
  }

  /** The gateway refuses it while it still comes in, and a smaller one that no function could take. */
  @Test
  void noBodyIsTooLargeForAnAnswer() {
    for (int bytes : List.of(6 * 1024 * 1024, 10 * 1024 * 1024, 10 * 1024 * 1024 + 1)) {
      assertEquals(413, post(padded(bytes), "application/json").statusCode());
    }
  }

  static Stream<String> nested() {
    int levels = 10_000;
    return Stream.of("{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}", "{\"a\":" + "[".repeat(levels),
        "{\"a\":".repeat(levels / 2) + "1" + "}".repeat(levels / 2), "[".repeat(levels));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aDeeplyNestedBodyIsRefused(String body) {
    assertCode(400, "MALFORMED", sent(body));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aDeeplyNestedFrameIsRefused(String frame) {
    String heartbeat = frame.startsWith("{") ? "{\"action\":\"heartbeat\"," + frame.substring(1) : frame;
    try (TestClient socket = TestClient.connect(cloud, user)) {
      socket.send(heartbeat);
      assertEquals("MALFORMED", socket.await(any -> true).text("code"));
      assertEquals("alive", socket.ask("{\"action\":\"heartbeat\"}").text("event"));
    }
  }

  @Test
  void anOversizedFrameIsRefused() {
    try (TestClient socket = TestClient.connect(cloud, user)) {
      socket.send(padded(Limits.BODY_BYTES + 1).replace("{\"x\"", "{\"action\":\"heartbeat\",\"x\""));
      assertEquals("TOO_LARGE", socket.await(any -> true).text("code"));
      assertEquals("alive", socket.ask("{\"action\":\"heartbeat\"}").text("event"));
    }
  }
}
