package chat.entrypoint.rest;

import static chat.entrypoint.rest.RestHandlerTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.entrypoint.rest.TestApi.Reply;
import chat.json.JsonObject;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.presence.TestSockets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which devices are told by notifications. */
class PushRoutesTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final String PHONE = "/v1/devices/phone/push";
  private static final String SIMPLE = "{'platform':'apns','token':'secret-token','appVersion':'2.4.1','locale':'en-GB'}";
  private static final String NIGHT = "'quietHours':{'from':'22:00','until':'07:00','timeZone':'Europe/Berlin'}}";

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);

  private TestApi alice() {
    return TestApi.of(ALICE, app);
  }

  private TestApi bob() {
    return TestApi.of(BOB, app);
  }

  private static String with(String fields) {
    return SIMPLE.replace("}", "," + fields);
  }

  private List<PushDevice> devices(UserId userId) {
    return ports.pushDevices().current(userId);
  }

  @Test
  void whatIsRegisteredIsShownWithoutTheToken() {
    Reply registered = alice().put(PHONE, with("'preview':false," + NIGHT));
    assertEquals(200, registered.status());
    JsonObject shown = registered.json();
    assertEquals(Set.of("deviceId", "platform", "appVersion", "locale", "preview", "quietHours"), shown.names());
    assertEquals(List.of("phone", "apns", "2.4.1", "en-GB"), List.of(shown.text("deviceId"), shown.text("platform"),
        shown.text("appVersion"), shown.text("locale")));
    assertEquals(Optional.of(false), shown.optionalFlag("preview"));
    assertEquals(List.of("22:00", "07:00", "Europe/Berlin"), List.of(shown.object("quietHours").text("from"),
        shown.object("quietHours").text("until"), shown.object("quietHours").text("timeZone")));
    Reply exported = alice().get("/v1/me/export");
    JsonObject item = exported.json().objects("items").stream().filter(one -> one.text("type").equals("push"))
        .findFirst().orElseThrow();
    assertEquals(Set.of("type", "deviceId", "platform", "appVersion", "locale", "preview", "quietHours"), item.names());
    for (String body : Stream.of(registered, exported, alice().get("/v1/devices"))
        .map(reply -> reply.body().orElseThrow()).toList()) {
      assertFalse(body.contains("secret-token"), body);
    }
    assertEquals(List.of(new PushDevice(new DeviceId("phone"), PushPlatform.APNS, "secret-token", "2.4.1",
        Locale.UK, false, Optional.of(QuietHours.of("22:00", "07:00", "Europe/Berlin")))), devices(ALICE));
  }

  @Test
  void previewsAreShownAtAnyTimeUnlessOneSaysOtherwise() {
    JsonObject shown = alice().put(PHONE, with("'preview':null,'quietHours':null}")).json();
    assertEquals(Optional.of(true), shown.optionalFlag("preview"));
    assertFalse(shown.has("quietHours"));
  }

  @ParameterizedTest
  @CsvSource({"apns, APNS", "apns_sandbox, APNS_SANDBOX", "fcm, FCM"})
  void everyPlatformHasItsName(String name, PushPlatform platform) {
    assertEquals(name, alice().put(PHONE, SIMPLE.replace("apns", name)).json().text("platform"));
    assertEquals(platform, devices(ALICE).getFirst().platform());
  }

  /** What is not well formed in a tag is no reason to tell a device nothing. */
  @ParameterizedTest
  @CsvSource({"de, de", "zh-hans-CN, zh-Hans-CN", "es-419, es-419", "en-US-u-ca-gregory, en-US-u-ca-gregory",
      "en-1, en", "de-DE-123456789012345678, INVALID", "sr-Latn-RS-toolongs-x, sr-Latn-RS-toolongs"})
  void aLocaleIsALanguageTag(String tag, String shown) {
    JsonObject reply = alice().put(PHONE, SIMPLE.replace("en-GB", tag)).json();
    assertEquals(shown, reply.optionalText("locale").or(() -> reply.optionalText("code")).orElseThrow());
  }

  @Test
  void aNewTokenTakesThePlaceOfTheOldOne() {
    alice().put(PHONE, SIMPLE);
    alice().put(PHONE, SIMPLE.replace("secret", "other"));
    assertEquals(Set.of("other-token"), ports.pushService().owners.keySet());
    assertEquals(1, devices(ALICE).size());
  }

  /** A phone that changes hands brings its token along. */
  @Test
  void aTokenBelongsToWhoBroughtItLast() {
    alice().put(PHONE, SIMPLE);
    assertEquals(200, bob().put("/v1/devices/bobs/push", SIMPLE).status());
    assertEquals(List.of(), devices(ALICE));
    assertEquals(1, devices(BOB).size());
  }

  /** Device ids are each user's own. */
  @Test
  void nobodyTouchesTheDevicesOfOthers() {
    alice().put(PHONE, SIMPLE);
    assertEquals(204, bob().delete(PHONE).status());
    assertEquals(200, bob().put(PHONE, SIMPLE.replace("secret", "bobs")).status());
    assertEquals(204, bob().delete(PHONE).status());
    assertEquals(1, devices(ALICE).size());
    assertFalse(bob().get("/v1/devices").body().orElseThrow().contains("phone"));
  }

  @Test
  void whoUnregistersIsToldNoMore() {
    alice().put(PHONE, SIMPLE);
    assertEquals(204, alice().delete(PHONE).status());
    assertEquals(204, alice().delete(PHONE).status());
    assertEquals(List.of(), devices(ALICE));
    assertEquals(Set.of(), ports.pushService().owners.keySet());
  }

  @Test
  void devicesAreListedWhetherConnectedOrToldOrBoth() {
    for (String device : List.of("laptop", "phone")) {
      TestSockets.open(ports.presences(), ALICE, new ConnectionId(device), new DeviceId(device), ports.now);
    }
    alice().put(PHONE, SIMPLE);
    alice().put("/v1/devices/tablet/push", SIMPLE.replace("secret", "tablets"));
    List<JsonObject> devices = alice().get("/v1/devices").json().objects("devices");
    assertEquals(List.of("laptop", "phone", "tablet"),
        devices.stream().map(device -> device.text("deviceId")).toList());
    assertEquals(List.of(1L, 1L, 0L), devices.stream().map(device -> device.wholeNumber("sockets")).toList());
    assertEquals(List.of(true, true, false), devices.stream().map(device -> device.has("since")).toList());
    assertEquals(List.of(false, true, true), devices.stream().map(device -> device.has("push")).toList());
    assertEquals(Set.of("platform", "appVersion", "locale", "preview"), devices.getLast().object("push").names());
  }

  @Test
  void aStageWithoutCredentialsSaysThatPushIsOff() {
    ports.pushService().off.add(PushPlatform.APNS);
    assertProblem(409, "PUSH_OFF", alice().put(PHONE, SIMPLE));
    assertEquals(200, alice().put(PHONE, SIMPLE.replace("apns", "fcm")).status());
  }

  @Test
  void aTokenThatThePlatformDoesNotKnowIsRefused() {
    assertProblem(400, "INVALID", alice().put(PHONE, SIMPLE.replace("secret-token", "bad-token")));
    assertEquals(List.of(), devices(ALICE));
  }

  @Test
  void oneMayHaveSoManyDevices() {
    for (int number = 0; number < Limits.DEVICES; number++) {
      assertEquals(200,
          alice().put("/v1/devices/d" + number + "/push", SIMPLE.replace("secret", "s" + number)).status());
    }
    assertProblem(409, "LIMIT_REACHED", alice().put(PHONE, SIMPLE));
    assertEquals(200, alice().put("/v1/devices/d3/push", SIMPLE).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'platform':'gcm'}", "{'platform':'APNS'}", "{'platform':7}", "{'platform':['apns']}",
      "{'token':''}", "{'token':7}", "{'token':' '}", "{'token':'a b'}", "{'token':'tök'}", "{'token':null}",
      "{'token':{}}", "{'appVersion':''}", "{'appVersion':' '}", "{'appVersion':1}", "{'appVersion':' 1'}",
      "{'appVersion':'1️⃣'}", "{'locale':''}", "{'locale':'en_GB'}", "{'locale':'english'}", "{'locale':'1'}",
      "{'locale':'und'}", "{'locale':'en-'}", "{'locale':7}", "{'locale':'x-private'}", "{'preview':'no'}",
      "{'preview':1}", "{'quietHours':'night'}", "{'quietHours':[]}", "{'quietHours':{}}",
      "{'quietHours':{'from':'22:00','until':'07:00'}}",
      "{'quietHours':{'from':'22:00','until':'07:00','timeZone':'Middle/Earth'}}",
      "{'quietHours':{'from':'22:00','until':'07:00','timeZone':'+01:00'}}",
      "{'quietHours':{'from':'22:00','until':'07:00','timeZone':'../etc/passwd'}}",
      "{'quietHours':{'from':'22:00','until':'22:00','timeZone':'Europe/Berlin'}}",
      "{'quietHours':{'from':'24:00','until':'07:00','timeZone':'Europe/Berlin'}}",
      "{'quietHours':{'from':'7:00','until':'08:00','timeZone':'Europe/Berlin'}}",
      "{'quietHours':{'from':'22:00:30','until':'07:00','timeZone':'Europe/Berlin'}}",
      "{'quietHours':{'from':2200,'until':'07:00','timeZone':'Europe/Berlin'}}"})
  void whatIsNoRegistrationIsRefused(String wrong) {
    assertProblem(400, "INVALID", alice().put(PHONE, replacing(wrong)));
    assertEquals(List.of(), devices(ALICE));
    assertEquals(Set.of(), ports.pushService().owners.keySet());
  }

  /** A good registration with that one field instead; nothing of it where there is none. */
  private static String replacing(String wrong) {
    if (wrong.equals("{}")) {
      return wrong;
    }
    String name = wrong.substring(1, wrong.indexOf(':'));
    return SIMPLE.replaceFirst(name + ":'[^']*',?", "").replace(",}", "}").replace("}",
        "," + wrong.substring(1));
  }

  @Test
  void longTextsAreRefused() {
    assertEquals(200, alice().put(PHONE, SIMPLE.replace("secret-token", "x".repeat(4_096))).status());
    assertProblem(400, "INVALID", alice().put(PHONE, SIMPLE.replace("secret-token", "x".repeat(4_097))));
    assertProblem(400, "INVALID", alice().put(PHONE, SIMPLE.replace("secret-token", "x".repeat(10_240))));
    assertProblem(413, "TOO_LARGE", alice().put(PHONE, SIMPLE.replace("secret-token", "x".repeat(Limits.BODY_BYTES))));
    assertEquals(200, alice().put(PHONE, SIMPLE.replace("2.4.1", "1".repeat(50))).status());
    assertProblem(400, "INVALID", alice().put(PHONE, SIMPLE.replace("2.4.1", "1".repeat(51))));
    assertProblem(400, "INVALID", alice().put(PHONE, SIMPLE.replace("en-GB", "en" + "-abcdefgh".repeat(1_000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my phone", "é", "a~b", "ann%2Fphone",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
  void whatIsNoDeviceIsRefused(String device) {
    assertProblem(400, "INVALID", alice().put("/v1/devices/" + device + "/push", SIMPLE));
    assertProblem(400, "INVALID", alice().delete("/v1/devices/" + device + "/push"));
  }

  @Test
  void whoRegistersTooOftenIsToldWhenToComeAgain() {
    for (int count = 0; count < RateLimit.PUSH_REGISTRATIONS.capacity(); count++) {
      Reply reply = count % 2 == 0 ? alice().put(PHONE, SIMPLE) : alice().delete(PHONE);
      assertEquals(2, reply.status() / 100, reply::toString);
    }
    assertProblem(429, "RATE_LIMITED", alice().put(PHONE, SIMPLE));
    assertProblem(429, "RATE_LIMITED", alice().delete(PHONE));
    ports.now = ports.now.plusSeconds(60);
    assertEquals(200, alice().put(PHONE, SIMPLE).status());
  }
}
