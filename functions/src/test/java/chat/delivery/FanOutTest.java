package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import chat.model.Content;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ServerEvent.Delivered;
import chat.wire.WireCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CAROL = new UserId("carol");
  private static final ConnectionId ALICE_PHONE = new ConnectionId("alice-phone");
  private static final ConnectionId ALICE_LAPTOP = new ConnectionId("alice-laptop");
  private static final ConnectionId BOB_PHONE = new ConnectionId("bob-phone");
  private static final ConnectionId BOB_LAPTOP = new ConnectionId("bob-laptop");
  private static final ConnectionId CAROL_PHONE = new ConnectionId("carol-phone");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final ChannelId OTHER = ChannelId.direct(ALICE, CAROL);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final FanOut fanOut = TestApps.on(ports, 100).fanOut();

  @BeforeEach
  void twoUsersWithTwoDevicesAndAStranger() {
    OpenDirectChannel openDirectChannel = new OpenDirectChannel(ports.channels(), ports.memberships());
    openDirectChannel.open(ALICE, BOB);
    openDirectChannel.open(ALICE, CAROL);
    connect(ALICE, ALICE_PHONE);
    connect(ALICE, ALICE_LAPTOP);
    connect(BOB, BOB_PHONE);
    connect(BOB, BOB_LAPTOP);
    connect(new UserId("mallory"), new ConnectionId("stranger"));
  }

  private void connect(UserId userId, ConnectionId connectionId) {
    TestSockets.open(ports.presences(), userId, connectionId, DeviceId.DEFAULT, ports.now.minusSeconds(60));
  }

  private static LogEntry entry(ChannelId channelId, long seq) {
    return TestEntries.from(ALICE_PHONE, TestEntries.text(channelId, seq, ALICE));
  }

  private static List<LogEntry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(seq -> entry(DIRECT, seq)).toList();
  }

  private static List<String> frame(List<LogEntry> entries) {
    return List.of(WireCodec.encode(new Delivered(entries.stream().map(LogEntry::message).toList())));
  }

  private OptionalInt deliver(List<LogEntry> entries) {
    return fanOut.deliver(entries, ports.now.plusSeconds(10));
  }

  private long head() {
    return ports.channels().get(DIRECT).orElseThrow().head();
  }

  @Test
  void everyDeviceOfEveryMemberGetsItButTheOneThatSent() {
    assertEquals(OptionalInt.empty(), deliver(entries(1, 20)));
    List<String> shared = frame(entries(1, 20));
    assertEquals(Map.of(ALICE_LAPTOP, shared, BOB_PHONE, shared, BOB_LAPTOP, shared), ports.posted);
    assertEquals(20, head());
  }

  @Test
  void whatDoesNotFitIntoOneFrameComesInOrderInMore() {
    List<LogEntry> large = LongStream.rangeClosed(1, 8)
        .mapToObj(seq -> TestEntries.entry(
            TestEntries.message(DIRECT, seq, ALICE, new Content.Text("x".repeat(8_000)))))
        .toList();
    deliver(large);
    List<String> frames = ports.posted.getOrDefault(BOB_PHONE, List.of());
    assertEquals(List.of(frame(large.subList(0, 4)), frame(large.subList(4, 8))),
        frames.stream().map(List::of).toList());
  }

  @Test
  void aBatchOutOfOrderIsPostedInOrder() {
    deliver(entries(1, 5).reversed());
    assertEquals(frame(entries(1, 5)), ports.posted.get(BOB_PHONE));
    assertEquals(5, head());
  }

  @Test
  void oneSocketGetsItsChannelsInOneFrame() {
    deliver(List.of(entry(DIRECT, 1), entry(OTHER, 1)));
    assertEquals(1, ports.posted.getOrDefault(ALICE_LAPTOP, List.of()).size());
    assertEquals(frame(List.of(entry(DIRECT, 1))), ports.posted.get(BOB_PHONE));
  }

  @Test
  void whatTheExpressLaneCarriesIsNotPostedHere() {
    deliver(List.of(TestEntries.express(entry(DIRECT, 1)), entry(DIRECT, 2)));
    assertEquals(frame(entries(2, 2)), ports.posted.get(BOB_PHONE));
    assertEquals(2, head());
  }

  @Test
  void aGoneSocketIsForgottenAndHarmsNobody() {
    ports.postResults.put(BOB_PHONE, PostResult.GONE);
    assertEquals(OptionalInt.empty(), deliver(entries(1, 2)));
    assertEquals(Set.of(BOB_LAPTOP), ports.presences().of(BOB).connections().keySet());
    assertEquals(frame(entries(1, 2)), ports.posted.get(BOB_LAPTOP));
    assertEquals(List.of(), ports.ordered);
  }

  /** It may be in the middle of its handshake. */
  @Test
  void aYoungSocketIsNotForgotten() {
    ConnectionId opening = new ConnectionId("opening");
    TestSockets.open(ports.presences(), BOB, opening, DeviceId.DEFAULT, ports.now.minusSeconds(5));
    ports.postResults.put(opening, PostResult.GONE);
    assertEquals(OptionalInt.empty(), deliver(entries(1, 1)));
    assertTrue(ports.presences().of(BOB).connections().containsKey(opening));
  }

  @Test
  void aSocketOlderThanAnyCanBeIsLeftOut() {
    ConnectionId lost = new ConnectionId("lost");
    TestSockets.open(ports.presences(), BOB, lost, DeviceId.DEFAULT, ports.now.minusSeconds(3 * 3_600));
    deliver(entries(1, 1));
    assertFalse(ports.posted.containsKey(lost));
  }

  /** The others have theirs; the retry knows from which message on. */
  @Test
  void aFailedPostIsOrderedOnceMoreForThatSocketAlone() {
    ports.postResults.put(BOB_PHONE, PostResult.FAILED);
    assertEquals(OptionalInt.empty(), deliver(List.of(entry(DIRECT, 1), entry(DIRECT, 2), entry(OTHER, 1))));
    assertEquals(frame(entries(1, 2)), ports.posted.get(BOB_LAPTOP));
    Target failed = new Target(BOB, BOB_PHONE, ports.now.minusSeconds(60));
    assertEquals(List.of(new Retry(DIRECT, 1, 2, List.of(failed), 1)), ports.ordered);
    assertEquals(2, head());
  }

  @Test
  void aFrameThatIsRefusedForGoodHoldsUpNobody() {
    ports.postResults.put(BOB_PHONE, PostResult.REFUSED);
    assertEquals(OptionalInt.empty(), deliver(entries(1, 2)));
    assertEquals(frame(entries(1, 2)), ports.posted.get(BOB_LAPTOP));
    assertEquals(List.of(), ports.ordered);
  }

  @Test
  void whatTimeDoesNotAllowIsOrderedForLater() {
    assertEquals(OptionalInt.empty(), fanOut.deliver(entries(1, 2), ports.now.minusMillis(1)));
    assertEquals(Map.of(), ports.posted);
    assertEquals(3, assertInstanceOf(Retry.class, ports.ordered.getFirst()).targets().size());
    assertEquals(2, head());
  }

  @Test
  void aChannelThatFailsHoldsUpNoOther() {
    LogEntry poison = TestEntries.entry(
        TestEntries.message(OTHER, 2, ALICE, new chat.model.Change.Delete(1)));
    assertEquals(OptionalInt.of(1), deliver(List.of(entry(DIRECT, 1), poison, entry(DIRECT, 2))));
    assertEquals(frame(entries(1, 2)), ports.posted.get(BOB_PHONE));
  }

  @Test
  void nobodyConnectedIsNoFailure() {
    List.of(ALICE_PHONE, ALICE_LAPTOP).forEach(id -> ports.presences().forget(ALICE, id));
    List.of(BOB_PHONE, BOB_LAPTOP).forEach(id -> ports.presences().forget(BOB, id));
    assertEquals(OptionalInt.empty(), deliver(entries(1, 1)));
    assertEquals(Map.of(), ports.posted);
    assertEquals(1, head());
  }

  @Test
  void whoLeftGetsTheEntryOfLeavingAndNothingAfterIt() {
    ports.memberships().change(member(BOB).leaving(2), 2);
    ports.memberships().change(new Membership(DIRECT, CAROL, Role.MEMBER, 3, 3, 0, 2, 2), 3);
    connect(CAROL, CAROL_PHONE);
    deliver(entries(1, 4));
    assertEquals(frame(entries(1, 2)), ports.posted.get(BOB_PHONE));
    assertEquals(frame(entries(3, 4)), ports.posted.get(CAROL_PHONE));
    assertEquals(frame(entries(1, 4)), ports.posted.get(ALICE_LAPTOP));
  }

  private Membership member(UserId userId) {
    return ports.memberships().find(DIRECT, userId).orElseThrow();
  }

  @Test
  void manyMembersAreServedInChunks() {
    List<UserId> crowd = new ArrayList<>();
    for (int number = 0; number < 2 * Limits.SIGNALLED_MEMBERS; number++) {
      UserId user = new UserId("user%03d".formatted(number));
      crowd.add(user);
      ports.memberships().addDirect(DIRECT, user);
    }
    deliver(entries(1, 3));
    assertEquals(Map.of(), ports.posted);
    assertEquals(3, ports.ordered.size());
    Chunk first = assertInstanceOf(Chunk.class, ports.ordered.getFirst());
    assertEquals(List.of(1L, 3L), List.of(first.from(), first.to()));
    assertEquals(Limits.SIGNALLED_MEMBERS, first.users().size());
    assertEquals(crowd.size() + 2, ports.ordered.stream()
        .flatMap(order -> assertInstanceOf(Chunk.class, order).users().stream()).distinct().count());
  }
}
