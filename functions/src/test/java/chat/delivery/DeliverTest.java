package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.OpenDirectChannel;
import chat.delivery.ConnectionGateway.PostResult;
import chat.delivery.DeliveryOrder.Chunk;
import chat.delivery.DeliveryOrder.Retry;
import chat.messaging.LogEntry;
import chat.messaging.TestEntries;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ServerEvent.Delivered;
import chat.wire.WireCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes by the queues, and the repair. */
class DeliverTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ConnectionId ALICE_PHONE = new ConnectionId("alice-phone");
  private static final ConnectionId BOB_PHONE = new ConnectionId("bob-phone");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final Deliver deliver = TestApps.on(ports, 100).deliver();
  private final Repair repair = TestApps.on(ports, 100).repair();
  private final Target bobPhone = new Target(BOB, BOB_PHONE, ports.now.minusSeconds(60));

  @BeforeEach
  void twoUsersAndFiveMessages() {
    new OpenDirectChannel(ports.channels(), ports.memberships()).open(ALICE, BOB);
    TestSockets.open(ports.presences(), ALICE, ALICE_PHONE, DeviceId.DEFAULT, ports.now.minusSeconds(60));
    TestSockets.open(ports.presences(), BOB, BOB_PHONE, DeviceId.DEFAULT, ports.now.minusSeconds(60));
    entries(1, 5).forEach(entry -> ports.messageLog().put(entry, Optional.empty()));
  }

  private static List<LogEntry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> TestEntries.from(ALICE_PHONE, TestEntries.text(DIRECT, seq, ALICE))).toList();
  }

  private static List<String> frame(long from, long to) {
    return List.of(WireCodec.encode(new Delivered(entries(from, to).stream().map(LogEntry::message).toList())));
  }

  private void carryOut(DeliveryOrder order) {
    deliver.carryOut(order, ports.now.plusSeconds(10));
  }

  @Test
  void aChunkReachesItsUsersOnly() {
    carryOut(new Chunk(DIRECT, 2, 4, List.of(BOB)));
    assertEquals(Map.of(BOB_PHONE, frame(2, 4)), ports.posted);
  }

  @Test
  void aRetryThatFailsIsOrderedAgainUntilItIsGivenUp() {
    ports.postResults.put(BOB_PHONE, PostResult.FAILED);
    carryOut(new Retry(DIRECT, 2, 4, List.of(bobPhone), 1));
    assertEquals(List.of(new Retry(DIRECT, 2, 4, List.of(bobPhone), 2)), ports.ordered);
    assertThrows(IllegalStateException.class, () -> carryOut(new Retry(DIRECT, 2, 4, List.of(bobPhone), 9)));
  }

  @Test
  void whatWasDeletedMeanwhileIsNotPostedAnyMore() {
    LogEntry deleted = entries(3, 3).getFirst().deleted(ALICE);
    ports.messageLog().replace(deleted);
    carryOut(new Chunk(DIRECT, 3, 3, List.of(BOB)));
    assertEquals(Map.of(BOB_PHONE, List.of(WireCodec.encode(new Delivered(List.of(deleted.message()))))),
        ports.posted);
  }

  @Test
  void theRepairPostsWhatIsNotAcknowledgedAndNothingElse() {
    ports.memberships().advance(BOB, new Cursor(DIRECT, 3, 0));
    repair.repair(entries(2, 5), ports.now.plusSeconds(10));
    assertEquals(Map.of(BOB_PHONE, frame(4, 5)), ports.posted);
    ports.posted.clear();
    ports.memberships().advance(BOB, new Cursor(DIRECT, 5, 0));
    repair.repair(entries(2, 5), ports.now.plusSeconds(10));
    assertEquals(Map.of(), ports.posted);
  }

  @Test
  void whatIsTooYoungToBeAcknowledgedIsLookedAtLater() {
    ports.now = Instant.ofEpochSecond(8);
    TestSockets.open(ports.presences(), BOB, BOB_PHONE, DeviceId.DEFAULT, ports.now.minusSeconds(60));
    repair.repair(entries(1, 5), ports.now.plusSeconds(10));
    assertEquals(Map.of(BOB_PHONE, frame(1, 3)), ports.posted);
    assertEquals(List.of(new DeliveryOrder.Repair(DIRECT, 4, 5)), ports.ordered);
    ports.posted.clear();
    carryOut(ports.ordered.getFirst());
    assertEquals(Map.of(BOB_PHONE, frame(4, 5)), ports.posted);
  }
}
