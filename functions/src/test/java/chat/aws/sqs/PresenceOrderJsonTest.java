package chat.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.json.JsonException;
import chat.model.ConnectionId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceOrderJsonTest {
  private static final UserId ANN = new UserId("ann\"|1");
  private static final UserId BOB = new UserId("auth0|bob");

  static Stream<PresenceOrder> orders() {
    return Stream.concat(
        Stream.of(new Settle(ANN, null, null), new Settle(ANN, new ConnectionId("KVmb8fjMIAMCFgQ="), null),
            new Settle(ANN, new ConnectionId("KVmb8fjMIAMCFgQ="), BOB), new Settle(ANN, null, BOB),
            new Check(ANN, null), new Meet(ANN, BOB), new Tell(ANN, List.of(), 1), new Tell(ANN, List.of(BOB, ANN), 7)),
        Arrays.stream(PresenceState.values()).map(state -> new Check(ANN, state)));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void comesBackAsItWas(PresenceOrder order) {
    assertEquals(order, PresenceOrderJson.decode(PresenceOrderJson.encode(order)));
  }

  @Test
  void saysNothingOfWhatIsNotThere() {
    assertEquals("{\"userId\":\"auth0|bob\",\"order\":\"settle\"}",
        PresenceOrderJson.encode(new Settle(BOB, null, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"userId\":\"bob\"}", "{\"userId\":\"bob\",\"order\":\"marry\"}",
      "{\"userId\":\"bob\",\"order\":\"meet\"}", "{\"userId\":\"bob\",\"order\":\"check\",\"told\":\"asleep\"}",
      "{\"userId\":\"bob\",\"order\":\"tell\",\"watched\":[\"ann\"]}"})
  void refusesWhatIsNoOrder(String text) {
    assertThrows(JsonException.class, () -> PresenceOrderJson.decode(text));
  }
}
