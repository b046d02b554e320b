package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryMemberships;
import chat.delivery.Acknowledge.Reason;
import chat.delivery.Acknowledge.Refusal;
import chat.delivery.ConnectionGateway.PostResult;
import chat.messaging.InMemoryMessageLog;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import chat.wire.ServerEvent.Receipt;
import chat.wire.WireCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final InMemoryMessageLog log = new InMemoryMessageLog();
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryPresences presences = new InMemoryPresences();
  private final Set<String> posted = new TreeSet<>();
  private final Acknowledge acknowledge = new Acknowledge(memberships, log,
      new Audience(memberships, presences, clock), new Broadcast(this::post, presences, clock));

  private synchronized PostResult post(ConnectionId connectionId, String frame) {
    posted.add(connectionId + " " + frame);
    return PostResult.POSTED;
  }

  @BeforeEach
  void twoMembersAndAStranger() {
    for (long seq = 1; seq <= 5; seq++) {
      log.putIfAbsent(new LogEntry(new Message(CHANNEL, seq, BOB, new ClientMessageId("m" + seq), Instant.EPOCH,
          new Content.Text("hello")), Optional.empty()));
    }
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

  private Optional<Refusal> ack(UserId userId, long delivered, long read) {
    return acknowledge.acknowledge(userId, PHONE, List.of(new Cursor(CHANNEL, delivered, read)));
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
  void aCursorBeyondTheLogIsRefusedAndTheOthersAreTaken() {
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.UNKNOWN_SEQUENCE)), acknowledge.acknowledge(ALICE, PHONE,
        List.of(new Cursor(CHANNEL, 6, 0), new Cursor(CHANNEL, 4, 4), new Cursor(CHANNEL, 2, 0))));
    assertEquals(Optional.of(new Membership(CHANNEL, ALICE, 4, 4)), memberships.find(CHANNEL, ALICE));
  }

  @Test
  void aStrangerChangesAndTellsNothing() {
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.NOT_A_MEMBER)), ack(MALLORY, 5, 3));
    assertEquals(Optional.of(new Refusal(CHANNEL, Reason.NOT_A_MEMBER)), ack(MALLORY, 6, 3));
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
