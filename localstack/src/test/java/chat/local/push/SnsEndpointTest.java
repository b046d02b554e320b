package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** Ours, with what another SNS does not show, or is known to do otherwise. */
final class SnsEndpointTest extends MobilePushContract {
  private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=someone/20261125/us-east-1/sns/aws4_request";

  private final TestSns server;
  private final SnsClient sns;
  private final HttpClient http = HttpClient.newHttpClient();

  SnsEndpointTest() throws IOException {
    server = new TestSns();
    sns = server.client();
  }

  @Override
  SnsClient sns() {
    return sns;
  }

  @Override
  void close() {
    sns.close();
    http.close();
    server.close();
  }

  private List<Notification> notifications() {
    return server.endpoint().notifications();
  }

  private String registerAndroid(String token) {
    String application = create("chat", Platform.GCM);
    return sns().createPlatformEndpoint(request -> request.platformApplicationArn(application).token(token))
        .endpointArn();
  }

  @Test
  void aNotificationIsKeptAsThePlatformGetsIt() {
    String endpoint = register(TOKEN);
    String id = sns().publish(request -> request.targetArn(endpoint).messageStructure("json")
        .message(
            "{\"default\":\"d\",\"APNS\":\"{}\",\"GCM\":\"{}\",\"APNS_SANDBOX\":\"{\\\"aps\\\":{\\\"badge\\\":1}}\"}")
        .messageAttributes(Map.of("AWS.SNS.MOBILE.APNS.COLLAPSE_ID", text("c1")))).messageId();
    assertEquals(
        List.of(
            new Notification(TestSns.NOW, id, TestSns.CALLER, endpoint, Platform.APNS_SANDBOX, TOKEN, Optional.empty(),
                "{\"aps\":{\"badge\":1}}",
                Map.of("AWS.SNS.MOBILE.APNS.COLLAPSE_ID", new MessageAttribute("String", "c1")), true)),
        notifications());
  }

  @Test
  void textIsWrappedForItsPlatform() {
    publish(register(TOKEN), "grüße \"a\"");
    publishJson(registerAndroid("android token"), "{\"default\": \"hello\", \"APNS\": \"{}\"}");
    assertEquals(List.of("{\"data\":{\"default\":\"hello\"}}", "{\"aps\":{\"alert\":\"grüße \\\"a\\\"\"}}"),
        notifications().stream().map(Notification::payload).toList());
  }

  @Test
  void theLatestThousandAreKept() {
    Notifications kept = new Notifications();
    for (int number = 0; number <= Notifications.KEPT; number++) {
      kept.add(new Notification(TestSns.NOW.plusMillis(number), "m" + number, "c", "e", Platform.GCM, "t",
          Optional.empty(), "{}",
          Map.of(), true));
    }
    List<Notification> newestFirst = kept.newestFirst();
    assertEquals(1_000, newestFirst.size());
    assertEquals("m1000", newestFirst.getFirst().messageId());
    assertEquals("m1", newestFirst.getLast().messageId());
  }

  /** https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html */
  @Test
  void aTokenThatThePlatformForgotDisablesItsEndpoint() {
    String endpoint = register(TOKEN);
    server.endpoint().removeApp(TOKEN);
    assertEquals("true", attributes(endpoint).get("Enabled"));
    String id = publish(endpoint, "hello");
    assertEquals("false", attributes(endpoint).get("Enabled"));
    assertEquals(id, notifications().getFirst().messageId());
    assertFalse(notifications().getFirst().delivered());
    assertThrows(EndpointDisabledException.class, () -> publish(endpoint, "hello"));
    assertEquals(endpoint, register(TOKEN));
    set(endpoint, Map.of("Enabled", "true", "Token", OTHER_TOKEN));
    publish(endpoint, "again");
    assertTrue(notifications().getFirst().delivered());
    assertEquals("true", attributes(endpoint).get("Enabled"));
  }

  @Test
  void aDisabledApplicationSendsNothing() {
    String endpoint = register(TOKEN);
    sns().setPlatformApplicationAttributes(
        request -> request.platformApplicationArn(application()).attributes(Map.of("Enabled", "false")));
    assertThrows(PlatformApplicationDisabledException.class, () -> publish(endpoint, "hello"));
    assertEquals(List.of(), notifications());
  }

  @Test
  void endpointsGoWithTheirApplication() {
    String endpoint = register(TOKEN);
    delete(application());
    assertTrue(sentence(assertThrows(InvalidParameterException.class, () -> publish(endpoint, "hello")))
        .contains("No endpoint found"));
  }

  @Test
  void anotherApplicationOfTheSameNameIsRefused() {
    assertThrows(InvalidParameterException.class, () -> sns().createPlatformApplication(request -> request.name("chat")
        .platform("APNS_SANDBOX").attributes(Map.of("PlatformPrincipal", "other", "PlatformCredential", "key"))));
    assertThrows(InvalidParameterException.class,
        () -> sns().createPlatformApplication(request -> request.name("bare").platform("GCM").attributes(Map.of())));
    assertThrows(InvalidParameterException.class, () -> sns().createPlatformApplication(request -> request.name("half")
        .platform("APNS").attributes(Map.of("PlatformCredential", "key"))));
  }

  @Test
  void aPayloadHasFourKilobytesAtMost() {
    String apple = register(TOKEN);
    String android = registerAndroid("android token");
    String frame = "{\"aps\":\"\"}";
    String fits = "{\\\"aps\\\":\\\"" + "x".repeat(4096 - frame.length()) + "\\\"}";
    publishJson(apple, "{\"APNS_SANDBOX\": \"" + fits + "\"}");
    assertEquals(4096, notifications().getFirst().payload().length());
    assertEquals("Invalid parameter: Message Reason: Invalid notification for protocol APNS_SANDBOX: Notification is"
        + " too long",
        sentence(assertThrows(InvalidParameterException.class,
            () -> publishJson(apple, "{\"APNS_SANDBOX\": \"" + fits.replaceFirst("x", "xx") + "\"}"))));
    assertEquals("Invalid parameter: Message Reason: Invalid notification for protocol GCM: Notification data is larger"
        + " than allowed limit",
        sentence(assertThrows(InvalidParameterException.class, () -> publish(android, "x".repeat(4096)))));
    assertEquals(1, notifications().size());
  }

  @Test
  void aPayloadThatIsNoJsonObjectIsRefused() {
    String endpoint = register(TOKEN);
    for (String payload : List.of("hello", "[]", "{", "{} {}", "")) {
      assertThrows(InvalidParameterException.class,
          () -> publishJson(endpoint, "{\"APNS_SANDBOX\": \"" + payload + "\"}"), payload);
    }
  }

  @Test
  void aStructureWithoutAnEntryForTheEndpointIsRefused() {
    String endpoint = register(TOKEN);
    assertEquals("Invalid parameter: JSON must contain an entry for 'default' or 'APNS_SANDBOX'.",
        sentence(assertThrows(InvalidParameterException.class,
            () -> publishJson(endpoint, "{\"GCM\": \"{}\", \"default\": {}}"))));
    assertThrows(InvalidParameterException.class, () -> publishJson(endpoint, "[]"));
  }

  @ParameterizedTest
  @CsvSource({"Enabled,perhaps", "Colour,blue", "Token,nothexadecimal"})
  void badAttributesOfAnEndpointAreRefused(String attribute, String value) {
    String endpoint = register(TOKEN);
    Map<String, String> before = attributes(endpoint);
    assertThrows(InvalidParameterException.class, () -> set(endpoint, Map.of(attribute, value)));
    assertEquals(before, attributes(endpoint));
  }

  @Test
  void oneTokenIsNotGivenToTwoEndpoints() {
    String endpoint = register(TOKEN);
    register(OTHER_TOKEN);
    assertThrows(InvalidParameterException.class, () -> set(endpoint, Map.of("Token", OTHER_TOKEN)));
  }

  @Test
  void longTokensAreRefused() {
    assertThrows(InvalidParameterException.class, () -> register("a".repeat(401)));
    String application = create("chat", Platform.GCM);
    assertThrows(InvalidParameterException.class, () -> sns().createPlatformEndpoint(
        request -> request.platformApplicationArn(application).token("ü".repeat(4097))));
  }

  @Test
  void linesComeBackAsTheyWere() {
    String endpoint = register(TOKEN);
    set(endpoint, Map.of("CustomUserData", "a\r\nb\tc\n"));
    assertEquals("a\r\nb\tc\n", attributes(endpoint).get("CustomUserData"));
    assertThrows(InvalidParameterException.class, () -> set(endpoint, Map.of("CustomUserData", "a\u0001b")));
  }

  @Test
  void aTokenOfNoPageIsRefused() {
    assertThrows(InvalidParameterException.class,
        () -> sns().listPlatformApplications(request -> request.nextToken("invented")));
  }

  @Test
  void aPublishFailsAsItIsMadeTo() {
    String endpoint = register(TOKEN);
    server.publishesEnd(CallFate.THROTTLED);
    assertTrue(
        assertThrows(ThrottledException.class, () -> publish(endpoint, "too much")).isThrottlingException());
    server.publishesEnd(CallFate.FAILED);
    SnsException fault = assertThrows(SnsException.class, () -> publish(endpoint, "in vain"));
    assertEquals(500, fault.statusCode());
    assertEquals("InternalFailure", fault.awsErrorDetails().errorCode());
    assertEquals("true", attributes(endpoint).get("Enabled"));
    server.publishesEnd(CallFate.TAKEN);
    publish(endpoint, "taken");
    assertEquals(1, notifications().size());
  }

  @Test
  void onlyEndpointsAreTargets() {
    assertThrows(NotFoundException.class, () -> sns()
        .publish(request -> request.message("hello").topicArn("arn:aws:sns:us-east-1:000000000000:topic")));
    assertEquals("Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter",
        sentence(assertThrows(InvalidParameterException.class,
            () -> sns().publish(request -> request.message("hello").phoneNumber("+15550100")))));
    SnsException unknown = assertThrows(SnsException.class, () -> sns().createTopic(request -> request.name("topic")));
    assertEquals("InvalidAction", unknown.awsErrorDetails().errorCode());
    assertEquals("The action CreateTopic is not valid for this endpoint.", sentence(unknown));
    assertFalse(unknown.requestId().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"POST,Action=ListPlatformApplications,-,403,MissingAuthenticationToken",
      "POST,Action=ListPlatformApplications,Basic YTpi,403,MissingAuthenticationToken",
      "GET,Action=ListPlatformApplications,s,405,UnsupportedHttpVerb", "POST,'',s,400,MissingAction",
      "POST,Action=%zz,s,400,MalformedQueryString", "POST,&&=&x&Action=,s,400,MissingAction",
      "POST,Action=CreatePlatformEndpoint,s,400,InvalidParameter",
      "POST,{\"Action\": \"Publish\"},s,400,MissingAction"})
  void badRequestsAreRefused(String method, String body, String authorization, int status, String code)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.address()).method(method,
        BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization.equals("s") ? SIGNED : authorization);
    }
    assertRefused(status, code, http.send(request.build(), BodyHandlers.ofString()));
  }

  @Test
  void aRequestOfMoreThanAMegabyteIsRefused() throws Exception {
    String body = "Action=Publish&Message=" + URLEncoder.encode("ü".repeat(200_000), UTF_8);
    assertRefused(413, "RequestEntityTooLarge", http.send(HttpRequest.newBuilder(server.address())
        .header("Authorization", SIGNED).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()));
  }

  private static void assertRefused(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertTrue(response.body().contains("<Code>" + code + "</Code>"), response::body);
  }
}
