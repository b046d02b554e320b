package chat.local.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sns.PushApplications;
import chat.aws.sns.SnsPushService;
import chat.model.PushPlatform;
import chat.push.PushService.Outcome;
import chat.push.PushService.Registration;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsPushServiceTest extends PushServiceContract {
  private final TestSns server = new TestSns();
  private final SnsClient sns = server.client();

  SnsPushServiceTest() throws IOException {}

  @Override
  SnsClient sns() {
    return sns;
  }

  @Override
  void close() {
    sns.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not hexadecimal", ""})
  void aTokenThatApplesDevicesDoNotHaveIsBad(String token) {
    assertEquals(new Registration.BadToken(), service().register(PushPlatform.APNS, token, ALICE, (_, _) -> {}));
  }

  @Test
  void aTokenThatIsTooLongIsBad() {
    assertEquals(new Registration.BadToken(),
        service().register(PushPlatform.FCM, "t".repeat(8193), ALICE, (_, _) -> {}));
  }

  @ParameterizedTest
  @EnumSource(names = {"APNS", "APNS_SANDBOX"})
  void applesHeadersStandBesideThePayload(PushPlatform platform) {
    service().publish(register(platform, ALICE).endpoint(), platform, NOTICE);
    Notification notification = server.endpoint().notifications().getFirst();
    assertEquals("alice/phone", notification.owner().orElse(""));
    assertTrue(notification.payload().startsWith("{\"aps\":{"), notification.payload());
    assertEquals(
        Map.of("AWS.SNS.MOBILE.APNS.PUSH_TYPE", "alert", "AWS.SNS.MOBILE.APNS.PRIORITY", "10",
            "AWS.SNS.MOBILE.APNS.COLLAPSE_ID", "d.HLF", "AWS.SNS.MOBILE." + platform + ".TTL", "2419200"),
        notification.attributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value())));
  }

  @Test
  void googlesStandInThePayload() {
    service().publish(register(PushPlatform.FCM, ALICE).endpoint(), PushPlatform.FCM, NOTICE);
    Notification notification = server.endpoint().notifications().getFirst();
    assertTrue(notification.payload().startsWith("{\"fcmV1Message\":{\"message\":{"), notification.payload());
    assertEquals(Map.of(), notification.attributes());
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILED"})
  void whatSnsDoesNotTakeMayBeTriedAgain(CallFate fate) {
    String endpoint = register(PushPlatform.FCM, ALICE).endpoint();
    server.publishesEnd(fate);
    assertEquals(Outcome.FAILED, service().publish(endpoint, PushPlatform.FCM, NOTICE));
    server.publishesEnd(CallFate.TAKEN);
    assertEquals(Outcome.PUBLISHED, service().publish(endpoint, PushPlatform.FCM, NOTICE));
    assertEquals(1, server.endpoint().notifications().size());
  }

  @Test
  void whatCannotBeReachedMayBeTriedAgain() throws IOException {
    String endpoint = register(PushPlatform.FCM, ALICE).endpoint();
    TestSns closed = new TestSns();
    try (SnsClient client = closed.client()) {
      closed.close();
      assertEquals(Outcome.FAILED,
          new SnsPushService(() -> client, PushApplications.NONE).publish(endpoint, PushPlatform.FCM, NOTICE));
    }
  }

  /** A disabled application is for the operator: what was for it is kept. */
  @Test
  void aDisabledApplicationLosesNothing() {
    String endpoint = register(PushPlatform.FCM, ALICE).endpoint();
    sns.listPlatformApplications().platformApplications().forEach(application -> sns.setPlatformApplicationAttributes(
        request -> request.platformApplicationArn(application.platformApplicationArn())
            .attributes(Map.of("Enabled", "false"))));
    assertEquals(Outcome.FAILED, service().publish(endpoint, PushPlatform.FCM, NOTICE));
  }

  @Test
  void whatIsOfAnotherPlatformIsRefused() {
    assertEquals(Outcome.REFUSED,
        service().publish(register(PushPlatform.FCM, ALICE).endpoint(), PushPlatform.APNS, NOTICE));
  }

  /** SNS takes the first, and disables the endpoint when the platform has answered. */
  @Test
  void aPhoneWithoutTheAppIsGoneAtTheSecondNotification() {
    String endpoint = register(PushPlatform.APNS, ALICE).endpoint();
    server.endpoint().removeApp(TOKEN);
    assertEquals(Outcome.PUBLISHED, service().publish(endpoint, PushPlatform.APNS, NOTICE));
    assertEquals(Outcome.GONE, service().publish(endpoint, PushPlatform.APNS, NOTICE));
  }
}
