package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryMemberships;
import chat.delivery.ConnectionGateway.PostResult;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import chat.wire.ServerEvent.Receipt;
import chat.wire.WireCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgeTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ChannelId CHANNEL = new ChannelId("c");
  private static final ConnectionId PHONE = new ConnectionId("alice-phone");

  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryPresences presences = new InMemoryPresences();
  private final Set<String> posted = new TreeSet<>();
  private final Acknowledge acknowledge = new Acknowledge(memberships,
      new Audience(memberships, presences, clock), new Broadcast(this::post, presences, clock));

  private synchronized PostResult post(ConnectionId connectionId, String frame) {
    posted.add(connectionId + " " + frame);
    return PostResult.POSTED;
  }

  @BeforeEach
  void twoMembersAndAStranger() {
    memberships.add(CHANNEL, ALICE);
    memberships.add(CHANNEL, BOB);
    connect(ALICE, "alice-phone");
    connect(ALICE, "alice-laptop");
    connect(BOB, "bob-phone");
    connect(MALLORY, "mallory-phone");
  }

  private void connect(UserId userId, String connectionId) {
    presences.touch(userId, new ConnectionId(connectionId), Instant.EPOCH, Instant.MAX);
  }

  private void ack(UserId userId, long delivered, long read) {
    acknowledge.acknowledge(userId, PHONE, List.of(new Cursor(CHANNEL, delivered, read)));
  }

  @Test
  void theOthersAndTheOwnOtherDevicesHearOfIt() {
    ack(ALICE, 5, 3);
    String receipt = WireCodec.encode(new Receipt(new Membership(CHANNEL, ALICE, 5, 3)));
    assertEquals(Set.of("alice-laptop " + receipt, "bob-phone " + receipt), posted);
  }

  @Test
  void whatDoesNotMoveForwardIsNotTold() {
    ack(ALICE, 5, 3);
    posted.clear();
    ack(ALICE, 5, 3);
    ack(ALICE, 4, 0);
    assertEquals(Set.of(), posted);
  }

  @Test
  void aStrangerChangesAndTellsNothing() {
    ack(MALLORY, 5, 3);
    assertEquals(Set.of(), posted);
    assertEquals(2, memberships.membersOf(CHANNEL).size());
  }

  @Test
  void largeGroupsHearOfNoReceipts() {
    for (int number = 3; number <= Limits.SIGNALLED_MEMBERS; number++) {
      memberships.add(CHANNEL, new UserId("user" + number));
    }
    ack(ALICE, 1, 0);
    assertEquals(2, posted.size());
    memberships.add(CHANNEL, new UserId("one-more"));
    posted.clear();
    ack(ALICE, 2, 0);
    assertEquals(Set.of(), posted);
  }
}
