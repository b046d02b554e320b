package chat.local.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplication;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

/** What holds for any SNS, said through its client. https://docs.aws.amazon.com/sns/latest/dg/mobile-push-api.html */
abstract class MobilePushContract {
  static final String TOKEN = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
  static final String OTHER_TOKEN = "11fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";

  private String application = "";

  abstract SnsClient sns();

  /** After each test. */
  abstract void close();

  @BeforeEach
  final void makeApplication() {
    application = create("chat", Platform.APNS_SANDBOX);
  }

  @AfterEach
  final void deleteApplication() {
    delete(application);
    close();
  }

  final String application() {
    return application;
  }

  final String create(String name, Platform platform) {
    return sns().createPlatformApplication(request -> request.name(name).platform(platform.name())
        .attributes(Map.of("PlatformPrincipal", "key id", "PlatformCredential", "key"))).platformApplicationArn();
  }

  final void delete(String applicationArn) {
    sns().deletePlatformApplication(request -> request.platformApplicationArn(applicationArn));
  }

  final String register(String token) {
    return sns().createPlatformEndpoint(request -> request.platformApplicationArn(application).token(token))
        .endpointArn();
  }

  private String register(String token, String data) {
    return sns().createPlatformEndpoint(
        request -> request.platformApplicationArn(application).token(token).customUserData(data)).endpointArn();
  }

  final Map<String, String> attributes(String endpoint) {
    return sns().getEndpointAttributes(request -> request.endpointArn(endpoint)).attributes();
  }

  final void set(String endpoint, Map<String, String> attributes) {
    sns().setEndpointAttributes(request -> request.endpointArn(endpoint).attributes(attributes));
  }

  final String publish(String endpoint, String message) {
    return sns().publish(request -> request.targetArn(endpoint).message(message)).messageId();
  }

  final String publishJson(String endpoint, String message) {
    return sns().publish(request -> request.targetArn(endpoint).messageStructure("json").message(message)).messageId();
  }

  static String sentence(SnsException refusal) {
    return refusal.awsErrorDetails().errorMessage();
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void anApplicationIsNamedByItsPlatform(Platform platform) {
    String arn = create("named", platform);
    assertTrue(arn.startsWith("arn:aws:sns:us-east-1:"), arn);
    assertTrue(arn.endsWith(":app/" + platform + "/named"), arn);
    delete(arn);
  }

  @Test
  void theSameApplicationIsMadeOnce() {
    assertEquals(application, create("chat", Platform.APNS_SANDBOX));
    assertEquals(1, applications().stream().filter(application::equals).count());
  }

  private List<String> applications() {
    return sns().listPlatformApplicationsPaginator().platformApplications().stream()
        .map(PlatformApplication::platformApplicationArn).toList();
  }

  @Test
  void otherPlatformsAreRefused() {
    assertTrue(sentence(assertThrows(InvalidParameterException.class,
        () -> sns().createPlatformApplication(request -> request.name("chat").platform("PIGEON")
            .attributes(Map.of("PlatformPrincipal", "id", "PlatformCredential", "key")))))
        .contains("Platform Reason: PIGEON is not supported"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a name", "a/b", "ü"})
  void badNamesOfApplicationsAreRefused(String name) {
    assertThrows(InvalidParameterException.class, () -> create(name, Platform.GCM));
  }

  @Test
  void attributesOfAnApplicationAreSetButItsSecretsAreNotShown() {
    sns().setPlatformApplicationAttributes(request -> request.platformApplicationArn(application)
        .attributes(Map.of("EventDeliveryFailure", "arn:aws:sns:us-east-1:000000000000:failures")));
    Map<String, String> attributes = sns()
        .getPlatformApplicationAttributes(request -> request.platformApplicationArn(application)).attributes();
    assertEquals("arn:aws:sns:us-east-1:000000000000:failures", attributes.get("EventDeliveryFailure"));
    assertEquals("true", attributes.get("Enabled"));
    assertFalse(attributes.containsKey("PlatformCredential"));
    assertFalse(attributes.containsKey("PlatformPrincipal"));
  }

  @Test
  void anApplicationIsDeletedForGood() {
    String arn = create("short", Platform.GCM);
    delete(arn);
    delete(arn);
    assertFalse(applications().contains(arn));
    assertEquals("PlatformApplication does not exist", sentence(assertThrows(NotFoundException.class,
        () -> sns().getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)))));
    assertThrows(NotFoundException.class,
        () -> sns().createPlatformEndpoint(request -> request.platformApplicationArn(arn).token(TOKEN)));
  }

  @Test
  void anEndpointIsNamedByItsApplication() {
    String endpoint = register(TOKEN);
    assertTrue(endpoint.contains(":endpoint/APNS_SANDBOX/chat/"), endpoint);
    assertEquals("true", attributes(endpoint).get("Enabled"));
    assertEquals(TOKEN, attributes(endpoint).get("Token"));
  }

  @Test
  void theSameTokenIsTheSameEndpoint() {
    String endpoint = register(TOKEN, "alice");
    assertEquals(endpoint, register(TOKEN, "alice"));
    assertNotEquals(endpoint, register(OTHER_TOKEN, "alice"));
    assertEquals("alice", attributes(endpoint).get("CustomUserData"));
  }

  @Test
  void theSameTokenWithOtherAttributesIsRefusedWithTheNameOfTheEndpoint() {
    String endpoint = register(TOKEN, "alice");
    assertEquals(
        "Invalid parameter: Token Reason: Endpoint " + endpoint
            + " already exists with the same Token, but different attributes.",
        sentence(assertThrows(InvalidParameterException.class, () -> register(TOKEN, "bob"))));
    assertEquals("alice", attributes(endpoint).get("CustomUserData"));
  }

  @Test
  void attributesOfAnEndpointAreSet() {
    String endpoint = register(TOKEN, "alice");
    set(endpoint, Map.of("Token", OTHER_TOKEN, "CustomUserData", "<bob> & \"co\" – ü 🙂"));
    Map<String, String> attributes = attributes(endpoint);
    assertEquals(OTHER_TOKEN, attributes.get("Token"));
    assertEquals("<bob> & \"co\" – ü 🙂", attributes.get("CustomUserData"));
    assertEquals("true", attributes.get("Enabled"));
  }

  @Test
  void tooMuchCustomUserDataIsRefused() {
    String endpoint = register(TOKEN);
    set(endpoint, Map.of("CustomUserData", "x".repeat(2048)));
    assertThrows(InvalidParameterException.class, () -> set(endpoint, Map.of("CustomUserData", "x".repeat(2049))));
  }

  @Test
  void anEndpointIsDeletedForGood() {
    String endpoint = register(TOKEN);
    sns().deleteEndpoint(request -> request.endpointArn(endpoint));
    sns().deleteEndpoint(request -> request.endpointArn(endpoint));
    assertEquals("Endpoint does not exist",
        sentence(assertThrows(NotFoundException.class, () -> attributes(endpoint))));
    assertThrows(NotFoundException.class, () -> set(endpoint, Map.of("Enabled", "true")));
    assertEquals("Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified",
        sentence(assertThrows(InvalidParameterException.class, () -> publish(endpoint, "hello"))));
  }

  @Test
  void endpointsAreListedInPages() {
    Set<String> all = IntStream.range(0, 101).mapToObj(number -> register(TOKEN.substring(3) + (100 + number)))
        .collect(Collectors.toSet());
    List<String> listed = sns()
        .listEndpointsByPlatformApplicationPaginator(request -> request.platformApplicationArn(application)).endpoints()
        .stream().map(Endpoint::endpointArn).toList();
    assertEquals(101, listed.size());
    assertEquals(all, new HashSet<>(listed));
    assertTrue(sns().listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application))
        .endpoints().size() <= 100);
  }

  @Test
  void everyMessageHasAnIdOfItsOwn() {
    String endpoint = register(TOKEN);
    assertNotEquals(publish(endpoint, "hello"), publish(endpoint, "hello"));
    assertFalse(publishJson(endpoint, "{\"APNS_SANDBOX\": \"{\\\"aps\\\":{}}\"}").isEmpty());
  }

  @Test
  void messageAttributesAreTaken() {
    String endpoint = register(TOKEN);
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("AWS.SNS.MOBILE.APNS.PUSH_TYPE", text("alert"));
    attributes.put("AWS.SNS.MOBILE.APNS_SANDBOX.TTL", text("60"));
    PublishRequest request = PublishRequest.builder().targetArn(endpoint).message("hello").messageAttributes(attributes)
        .build();
    assertFalse(sns().publish(request).messageId().isEmpty());
    attributes.put("empty", MessageAttributeValue.builder().dataType("String").build());
    assertEquals(400, assertThrows(SnsException.class,
        () -> sns().publish(request.toBuilder().messageAttributes(attributes).build())).statusCode());
  }

  static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  @Test
  void aDisabledEndpointGetsNothingUntilItIsEnabled() {
    String endpoint = register(TOKEN);
    set(endpoint, Map.of("Enabled", "false"));
    assertEquals("false", attributes(endpoint).get("Enabled"));
    assertEquals("Endpoint is disabled",
        sentence(assertThrows(EndpointDisabledException.class, () -> publish(endpoint, "hello"))));
    set(endpoint, Map.of("Enabled", "true"));
    assertFalse(publish(endpoint, "hello").isEmpty());
  }

  @Test
  void anUnreadableStructureIsRefused() {
    String endpoint = register(TOKEN);
    assertEquals("Invalid parameter: Message Structure - JSON message body failed to parse",
        sentence(assertThrows(InvalidParameterException.class, () -> publishJson(endpoint, "{\"default\": "))));
  }

  @Test
  void aMessageHas256KilobytesAtMost() {
    String endpoint = register(TOKEN);
    assertTrue(sentence(assertThrows(InvalidParameterException.class,
        () -> publish(endpoint, "x".repeat(256 * 1024 + 1)))).contains("Message too long"));
  }

  @Test
  void anEmptyMessageIsRefused() {
    String endpoint = register(TOKEN);
    assertThrows(InvalidParameterException.class, () -> publish(endpoint, ""));
  }

  @Test
  void batchesAreForTopics() {
    String endpoint = register(TOKEN);
    SnsException refusal = assertThrows(SnsException.class, () -> sns().publishBatch(
        request -> request.topicArn(endpoint).publishBatchRequestEntries(
            PublishBatchRequestEntry.builder().id("1").message("hello").build())));
    assertTrue(Set.of(400, 404).contains(refusal.statusCode()));
  }
}
