package chat.local.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.DisconnectFate;
import chat.local.gateway.PostFate;
import chat.topology.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultSwitchesTest {
  private final FaultSwitches faults = new FaultSwitches(new Random(1));

  @Test
  void nothingIsOnAtTheStart() {
    assertEquals(Map.of(), faults.on());
    assertEquals(PostFate.TAKEN, faults.post("send", "socket"));
    assertEquals(new DisconnectFate.Told(), faults.disconnect("socket"));
  }

  @Test
  void aShareStrikesNowAndThen() {
    faults.set(Fault.POST_LOST, Dose.ALWAYS.share(0.25));
    long lost = IntStream.range(0, 1_000).filter(_ -> faults.post("send", "socket") == PostFate.LOST).count();
    assertTrue(lost > 200 && lost < 300, () -> "lost " + lost);
    assertEquals(lost, (long) faults.strikes().getOrDefault(Fault.POST_LOST, 0));
  }

  @Test
  void itEndsAfterItsTimes() {
    faults.set(Fault.POST_GONE, Dose.ALWAYS.times(2));
    assertEquals(2, IntStream.range(0, 10).filter(_ -> faults.post("send", "socket") == PostFate.GONE).count());
    assertEquals(Map.of(), faults.on());
    assertEquals(Map.of(Fault.POST_GONE, 2), faults.strikes());
  }

  @Test
  void itStrikesOnlyWhereItIsToldTo() {
    faults.set(Fault.TABLES_THROTTLED, Dose.ALWAYS.only("sync"));
    faults.set(Fault.DELETE_FORGOTTEN, Dose.ALWAYS.only("retries"));
    assertTrue(faults.throttles(Topology.SYNC) && !faults.throttles(Topology.SEND));
    assertEquals(Optional.of(Duration.ofSeconds(1)), faults.forgetsDelete(Topology.RETRY_QUEUE));
    assertEquals(Optional.empty(), faults.forgetsDelete(Topology.FAN_OUT_QUEUE));
  }

  @Test
  void whatIsLateIsLateByItsDelay() {
    faults.set(Fault.DISCONNECT_LATE, Dose.ALWAYS.delay(Duration.ofMinutes(2)));
    assertEquals(new DisconnectFate.Late(Duration.ofMinutes(2)), faults.disconnect("socket"));
  }

  @Test
  void oneOrAllAreSwitchedOff() {
    faults.set(Fault.POST_LOST, Dose.ALWAYS);
    faults.set(Fault.POST_GONE, Dose.ALWAYS);
    faults.set(Fault.STREAM_STOPPED, Dose.ALWAYS);
    faults.off(Fault.POST_LOST);
    assertEquals(PostFate.GONE, faults.post("send", "socket"));
    faults.off();
    assertEquals(Map.of(), faults.on());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void aShareIsAPartOfTheWhole(double share) {
    assertThrows(IllegalArgumentException.class, () -> Dose.ALWAYS.share(share));
  }

  @Test
  void aDoseHasLimits() {
    assertThrows(IllegalArgumentException.class, () -> Dose.ALWAYS.times(0));
    assertThrows(IllegalArgumentException.class, () -> Dose.ALWAYS.delay(Duration.ofMillis(-1)));
    assertThrows(IllegalArgumentException.class, () -> Dose.ALWAYS.delay(Duration.ofMinutes(61)));
    assertEquals(new Dose(1, OptionalInt.of(1), Duration.ofHours(1), Set.of("send")),
        Dose.ALWAYS.times(1).delay(Duration.ofHours(1)).only("send"));
  }
}
