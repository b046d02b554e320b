package chat.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.PushService.Owner;
import chat.push.RegisterDevice.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterDeviceTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");

  private final InMemoryPushDevices devices = new InMemoryPushDevices();
  private final FakePushService service = new FakePushService();
  private final RegisterDevice registerDevice = new RegisterDevice(devices, service);

  private Outcome register(UserId userId, DeviceId device, String token) {
    return registerDevice.register(userId, device, PushPlatform.FCM, token, "1.0", Locale.ENGLISH, true,
        Optional.empty());
  }

  private List<String> endpoints(UserId userId) {
    return devices.current(userId).stream().map(PushDevice::endpoint).toList();
  }

  @Test
  void aDeviceIsRegisteredOnceHoweverOftenItComes() {
    assertInstanceOf(Outcome.Registered.class, register(ALICE, PHONE, "t1"));
    assertInstanceOf(Outcome.Registered.class, register(ALICE, PHONE, "t1"));
    assertEquals(List.of("t1"), endpoints(ALICE));
    assertEquals(Map.of("t1", new Owner(ALICE, PHONE)), service.owners);
  }

  @Test
  void aNewTokenTakesThePlaceOfTheOld() {
    register(ALICE, PHONE, "t1");
    register(ALICE, PHONE, "t2");
    assertEquals(List.of("t2"), endpoints(ALICE));
    assertEquals(Map.of("t2", new Owner(ALICE, PHONE)), service.owners);
  }

  @Test
  void aDeviceThatChangedHandsTellsItsFormerOwnerNothing() {
    register(ALICE, PHONE, "t1");
    register(BOB, new DeviceId("other"), "t1");
    assertEquals(List.of(), endpoints(ALICE));
    assertEquals(List.of("t1"), endpoints(BOB));
    assertEquals(Map.of("t1", new Owner(BOB, new DeviceId("other"))), service.owners);
  }

  @Test
  void theFormerOwnersNewTokenStays() {
    register(ALICE, PHONE, "t1");
    register(ALICE, PHONE, "t2");
    service.owners.put("t1", new Owner(ALICE, PHONE));
    register(BOB, PHONE, "t1");
    assertEquals(List.of("t2"), endpoints(ALICE));
  }

  @Test
  void whatCannotBeToldIsNotKept() {
    service.off.add(PushPlatform.FCM);
    assertEquals(new Outcome.PushOff(), register(ALICE, PHONE, "t1"));
    service.off.clear();
    assertEquals(new Outcome.BadToken(), register(ALICE, PHONE, "bad"));
    assertEquals(List.of(), endpoints(ALICE));
  }

  @Test
  void oneDeviceTooManyLeavesNothingBehind() {
    for (int number = 0; number < Limits.DEVICES; number++) {
      register(ALICE, new DeviceId("d" + number), "t" + number);
    }
    assertEquals(new Outcome.LimitReached(), register(ALICE, PHONE, "more"));
    assertEquals(Limits.DEVICES, service.owners.size());
  }

  @Test
  void whoIsUnregisteredIsToldNothing() {
    register(ALICE, PHONE, "t1");
    register(ALICE, new DeviceId("pad"), "t2");
    register(ALICE, new DeviceId("watch"), "t3");
    registerDevice.unregister(ALICE, PHONE);
    registerDevice.unregister(ALICE, PHONE);
    assertEquals(List.of("t2", "t3"), endpoints(ALICE));
    registerDevice.unregisterAll(ALICE);
    registerDevice.unregisterAll(ALICE);
    assertEquals(List.of(), endpoints(ALICE));
    assertEquals(Map.of(), service.owners);
  }
}
