package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.UserId;
import chat.presence.TestSockets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellTypingTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ChannelId CHANNEL = new ChannelId("c");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final TellTyping tellTyping = TestApps.on(ports, 100).tellTyping();

  @BeforeEach
  void twoMembersAndAStranger() {
    ports.memberships().addDirect(CHANNEL, ALICE);
    ports.memberships().addDirect(CHANNEL, BOB);
    for (UserId user : Set.of(ALICE, BOB, MALLORY)) {
      TestSockets.open(ports.presences(), user, new ConnectionId(user + "-phone"), DeviceId.DEFAULT, ports.now);
    }
  }

  @Test
  void theOthersHearOfIt() {
    assertTrue(tellTyping.tell(ALICE, CHANNEL));
    assertEquals(Map.of(new ConnectionId("bob-phone"),
        List.of("{\"event\":\"typing\",\"channelId\":\"c\",\"userId\":\"alice\"}")), ports.posted);
  }

  @Test
  void aStrangerIsRefused() {
    assertFalse(tellTyping.tell(MALLORY, CHANNEL));
    assertEquals(Map.of(), ports.posted);
  }

  @Test
  void largeGroupsHearNothing() {
    for (int number = 3; number <= Limits.SIGNALLED_MEMBERS + 1; number++) {
      ports.memberships().addDirect(CHANNEL, new UserId("user" + number));
    }
    assertTrue(tellTyping.tell(ALICE, CHANNEL));
    assertEquals(Map.of(), ports.posted);
  }
}
