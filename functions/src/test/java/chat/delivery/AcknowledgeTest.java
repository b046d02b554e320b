package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.delivery.Acknowledge.Reason;
import chat.delivery.Acknowledge.Refusal;
import chat.messaging.TestEntries;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ServerEvent.Receipt;
import chat.wire.WireCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgeTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ChannelId CHANNEL = new ChannelId("c");
  private static final ConnectionId PHONE = new ConnectionId("alice-phone");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final Acknowledge acknowledge = TestApps.on(ports, 100).acknowledge();

  @BeforeEach
  void twoMembersAndAStranger() {
    for (long seq = 1; seq <= 5; seq++) {
      ports.messageLog().put(TestEntries.text(CHANNEL, seq, BOB), Optional.empty());
    }
    ports.memberships().addDirect(CHANNEL, ALICE);
    ports.memberships().addDirect(CHANNEL, BOB);
    connect(ALICE, "alice-phone");
    connect(ALICE, "alice-laptop");
    connect(BOB, "bob-phone");
    connect(MALLORY, "mallory-phone");
  }

  private void connect(UserId userId, String connectionId) {
    TestSockets.open(ports.presences(), userId, new ConnectionId(connectionId), DeviceId.DEFAULT, ports.now);
  }

  private static Membership alice(long delivered, long read) {
    return new Membership(CHANNEL, ALICE, Role.MEMBER, 0, 1, 0, delivered, read);
  }

  private Optional<Refusal> ack(UserId userId, long delivered, long read) {
    return acknowledge.acknowledge(userId, PHONE, List.of(new Cursor(CHANNEL, delivered, read)));
  }

  @Test
  void theOthersAndTheOwnOtherDevicesHearOfIt() {
    ack(ALICE, 5, 3);
    String receipt = WireCodec.encode(new Receipt(ALICE, List.of(new Cursor(CHANNEL, 5, 3))));
    assertEquals(Map.of(new ConnectionId("alice-laptop"), List.of(receipt), new ConnectionId("bob-phone"),
        List.of(receipt)), ports.posted);
  }

  @Test
  void whatDoesNotMoveForwardIsNotTold() {
    ack(ALICE, 5, 3);
    ports.posted.clear();
    ack(ALICE, 5, 3);
    ack(ALICE, 4, 0);
    assertEquals(Map.of(), ports.posted);
  }

  @Test
  void aCursorBeyondTheLogIsRefusedAndTheOthersAreTaken() {
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.UNKNOWN_SEQUENCE)), acknowledge.acknowledge(ALICE, PHONE,
        List.of(new Cursor(CHANNEL, 6, 0), new Cursor(CHANNEL, 4, 4), new Cursor(CHANNEL, 2, 0))));
    assertEquals(Optional.of(alice(4, 4)), ports.memberships().find(CHANNEL, ALICE));
  }

  @Test
  void aStrangerChangesAndTellsNothing() {
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.NOT_A_MEMBER)), ack(MALLORY, 5, 3));
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.NOT_A_MEMBER)), ack(MALLORY, 6, 3));
    assertEquals(Map.of(), ports.posted);
    assertEquals(2, ports.memberships().all(CHANNEL).size());
  }

  @Test
  void largeGroupsHearOfNoReceipts() {
    for (int number = 3; number <= Limits.SIGNALLED_MEMBERS; number++) {
      ports.memberships().addDirect(CHANNEL, new UserId("user" + number));
    }
    ack(ALICE, 1, 0);
    assertEquals(2, ports.posted.size());
    ports.memberships().addDirect(CHANNEL, new UserId("one-more"));
    ports.posted.clear();
    ack(ALICE, 2, 0);
    assertEquals(Set.of(new ConnectionId("alice-laptop")), ports.posted.keySet());
  }

  /** Neither is what one hides told to others, nor what others do to whoever hides it. */
  @Test
  void whoHidesReceiptsGivesAndGetsNone() {
    ports.presences().shareReceipts(ALICE, false);
    ack(ALICE, 5, 3);
    assertEquals(Set.of(new ConnectionId("alice-laptop")), ports.posted.keySet());
    ports.posted.clear();
    acknowledge.acknowledge(BOB, new ConnectionId("bob-phone"), List.of(new Cursor(CHANNEL, 5, 5)));
    assertEquals(Map.of(), ports.posted);
  }

  @Test
  void manyChannelsAreToldInOneFrame() {
    ChannelId other = new ChannelId("other");
    ports.messageLog().put(TestEntries.text(other, 1, BOB), Optional.empty());
    List.of(ALICE, BOB).forEach(user -> ports.memberships().addDirect(other, user));
    acknowledge.acknowledge(ALICE, PHONE, List.of(new Cursor(CHANNEL, 5, 3), new Cursor(other, 1, 0)));
    assertEquals(List.of(WireCodec.encode(
        new Receipt(ALICE, List.of(new Cursor(CHANNEL, 5, 3), new Cursor(other, 1, 0))))),
        ports.posted.get(new ConnectionId("bob-phone")));
  }
}
