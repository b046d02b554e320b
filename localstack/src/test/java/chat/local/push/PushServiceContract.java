package chat.local.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.aws.sns.PushApplications;
import chat.aws.sns.SnsPushService;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.DeviceId;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.Notice;
import chat.push.PushService;
import chat.push.PushService.Outcome;
import chat.push.PushService.Owner;
import chat.push.PushService.Registration;
import chat.push.PushService.Registration.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** What the chat relies on when it registers devices and publishes, on any SNS. */
abstract class PushServiceContract {
  static final String TOKEN = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
  static final Owner ALICE = new Owner(new UserId("alice"), new DeviceId("phone"));
  static final Owner BOB = new Owner(new UserId("bob"), new DeviceId("phone"));
  static final Notice NOTICE = new Notice(new ChannelId("d.HLF"), 12,
      Optional.of(new Notice.Shown("Bob", Optional.empty(), new Content.Text("Lunch?"), false)), 3, true);

  private PushApplications applications = PushApplications.NONE;

  abstract SnsClient sns();

  /** After each test. */
  abstract void close();

  @BeforeEach
  final void makeApplications() {
    applications = new PushApplications(Optional.of(create("APNS")), Optional.of(create("APNS_SANDBOX")),
        Optional.of(create("GCM")));
  }

  private String create(String platform) {
    return sns().createPlatformApplication(request -> request.name("contract").platform(platform)
        .attributes(Map.of("PlatformPrincipal", "key id", "PlatformCredential", "key"))).platformApplicationArn();
  }

  @AfterEach
  final void deleteApplications() {
    applications.apns().ifPresent(this::delete);
    applications.apnsSandbox().ifPresent(this::delete);
    applications.fcm().ifPresent(this::delete);
    close();
  }

  private void delete(String arn) {
    sns().deletePlatformApplication(request -> request.platformApplicationArn(arn));
  }

  final PushService service() {
    return new SnsPushService(this::sns, applications);
  }

  private final List<Owner> formerOwners = new ArrayList<>();

  final Registered register(PushPlatform platform, Owner owner) {
    return (Registered) service().register(platform, TOKEN, owner, (previous, _) -> formerOwners.add(previous));
  }

  private Map<String, String> attributes(String endpoint) {
    return sns().getEndpointAttributes(request -> request.endpointArn(endpoint)).attributes();
  }

  private void disable(String endpoint) {
    sns().setEndpointAttributes(request -> request.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));
  }

  private void assertRegistered(Owner owner, String endpoint) {
    assertEquals(Map.of("Enabled", "true", "Token", TOKEN, "CustomUserData",
        owner.userId().value() + "/" + owner.device().value()), attributes(endpoint));
  }

  @ParameterizedTest
  @EnumSource
  void aNewTokenHasAnEndpointOfItsOwner(PushPlatform platform) {
    Registered registered = register(platform, ALICE);
    assertEquals(List.of(), formerOwners);
    assertRegistered(ALICE, registered.endpoint());
  }

  @Test
  void theSameAgainIsTheSame() {
    assertEquals(register(PushPlatform.APNS, ALICE), register(PushPlatform.APNS, ALICE));
  }

  @Test
  void aDisabledEndpointIsEnabledAgain() {
    String endpoint = register(PushPlatform.APNS, ALICE).endpoint();
    disable(endpoint);
    assertEquals(new Registered(endpoint), register(PushPlatform.APNS, ALICE));
    assertRegistered(ALICE, endpoint);
    assertEquals(List.of(), formerOwners);
  }

  @Test
  void aTokenThatMovesIsHandedOver() {
    String endpoint = register(PushPlatform.APNS, ALICE).endpoint();
    disable(endpoint);
    assertEquals(new Registered(endpoint), register(PushPlatform.APNS, BOB));
    assertRegistered(BOB, endpoint);
    assertEquals(new Registered(endpoint), register(PushPlatform.APNS, BOB));
    assertEquals(List.of(ALICE), formerOwners);
  }

  @Test
  void whatCannotBeTakenFromItsFormerOwnerStaysTheirs() {
    String endpoint = register(PushPlatform.APNS, ALICE).endpoint();
    assertThrows(IllegalStateException.class, () -> service().register(PushPlatform.APNS, TOKEN, BOB, (_, _) -> {
      throw new IllegalStateException("The table does not answer.");
    }));
    assertRegistered(ALICE, endpoint);
  }

  @Test
  void anOwnersNameMayHaveSlashes() {
    Owner odd = new Owner(new UserId("https://id.example/u/1"), new DeviceId("a.b-c_d"));
    register(PushPlatform.FCM, odd);
    register(PushPlatform.FCM, BOB);
    assertEquals(List.of(odd), formerOwners);
  }

  @ParameterizedTest
  @ValueSource(strings = {"somebody", "/", "a/b c", "\u00e9/phone"})
  void whatSomebodyElseNotedIsNoOwner(String data) {
    sns().createPlatformEndpoint(request -> request.platformApplicationArn(applications.fcm().orElseThrow())
        .token(TOKEN).customUserData(data));
    register(PushPlatform.FCM, ALICE);
    assertEquals(List.of(), formerOwners);
  }

  @Test
  void withoutCredentialsAPlatformIsOff() {
    assertEquals(new Registration.Off(),
        new SnsPushService(this::sns, PushApplications.NONE).register(PushPlatform.APNS, TOKEN, ALICE, (_, _) -> {}));
  }

  @Test
  void whatIsRemovedIsGoneAndMayBeRemovedAgain() {
    String endpoint = register(PushPlatform.APNS, ALICE).endpoint();
    service().remove(endpoint);
    service().remove(endpoint);
    assertEquals(Outcome.GONE, service().publish(endpoint, PushPlatform.APNS, NOTICE));
  }

  @ParameterizedTest
  @EnumSource
  void aNotificationIsTaken(PushPlatform platform) {
    String endpoint = register(platform, ALICE).endpoint();
    assertEquals(Outcome.PUBLISHED, service().publish(endpoint, platform, NOTICE));
  }

  @Test
  void aDisabledEndpointIsGone() {
    String endpoint = register(PushPlatform.FCM, ALICE).endpoint();
    disable(endpoint);
    assertEquals(Outcome.GONE, service().publish(endpoint, PushPlatform.FCM, NOTICE));
  }
}
