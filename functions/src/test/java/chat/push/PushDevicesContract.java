package chat.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of registrations does. */
public abstract class PushDevicesContract {
  private final UserId user = new UserId("user-" + UUID.randomUUID());

  protected abstract PushDevices devices();

  private static PushDevice device(String id, String endpoint) {
    return new PushDevice(new DeviceId(id), PushPlatform.FCM, endpoint, "1.2", Locale.forLanguageTag("de-CH"), false,
        Optional.of(QuietHours.of("22:00", "07:30", "Europe/Zurich")));
  }

  @Test
  void keepsWhatADeviceWants() {
    PushDevice open = new PushDevice(new DeviceId("pad"), PushPlatform.APNS_SANDBOX, "e2", "2", Locale.ENGLISH, true,
        Optional.empty());
    assertTrue(devices().put(user, device("phone", "e1")));
    assertTrue(devices().put(user, open));
    assertEquals(List.of(open, device("phone", "e1")), devices().current(user));
    assertEquals(Map.of(user, List.of(open, device("phone", "e1"))),
        devices().find(List.of(user, new UserId("nobody"))));
  }

  @Test
  void aDeviceIsThereOnce() {
    devices().put(user, device("phone", "e1"));
    devices().put(user, device("phone", "e2"));
    assertEquals(List.of(device("phone", "e2")), devices().current(user));
  }

  @Test
  void onlyWhatStillHasTheEndpointGoes() {
    devices().remove(user, new DeviceId("phone"), "e1");
    devices().put(user, device("phone", "e2"));
    devices().remove(user, new DeviceId("phone"), "e1");
    assertEquals(List.of(device("phone", "e2")), devices().current(user));
    devices().remove(user, new DeviceId("phone"), "e2");
    assertEquals(List.of(), devices().current(user));
    assertEquals(Map.of(), devices().find(List.of(user)));
  }

  @Test
  void allGo() {
    devices().removeAll(user);
    devices().put(user, device("phone", "e1"));
    devices().put(user, device("pad", "e2"));
    devices().removeAll(user);
    assertEquals(List.of(), devices().current(user));
  }

  @Test
  void thereAreSoManyAndNoMore() {
    IntStream.range(0, Limits.DEVICES)
        .forEach(number -> assertTrue(devices().put(user, device("d" + number, "e" + number))));
    assertFalse(devices().put(user, device("one-more", "e")));
    assertTrue(devices().put(user, device("d3", "other")));
    assertEquals(Limits.DEVICES, devices().current(user).size());
  }

  @Test
  void findsMoreUsersThanOneBatchHolds() {
    List<UserId> users = new ArrayList<>();
    IntStream.range(0, 130).mapToObj(number -> new UserId(user + "." + number)).forEach(users::add);
    users.forEach(each -> devices().put(each, device("phone", "e")));
    assertEquals(130, devices().find(users).size());
  }
}
