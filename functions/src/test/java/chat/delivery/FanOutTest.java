package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.channel.OpenDirectChannel;
import chat.delivery.ConnectionGateway.PostResult;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ConnectionId ALICE_PHONE = new ConnectionId("alice-phone");
  private static final ConnectionId ALICE_LAPTOP = new ConnectionId("alice-laptop");
  private static final ConnectionId BOB_PHONE = new ConnectionId("bob-phone");
  private static final ConnectionId BOB_LAPTOP = new ConnectionId("bob-laptop");
  private static final ConnectionId STRANGER = new ConnectionId("stranger");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final InMemoryChannels channels = new InMemoryChannels();
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryPresences presences = new InMemoryPresences();
  private final Map<ConnectionId, List<String>> posted = new HashMap<>();
  private final Map<ConnectionId, PostResult> results = new HashMap<>();
  private final FanOut fanOut = new FanOut(new Audience(memberships, presences, clock),
      new Broadcast(this::post, presences, clock), channels, clock);

  private synchronized PostResult post(ConnectionId connectionId, String frame) {
    posted.computeIfAbsent(connectionId, id -> new ArrayList<>()).add(frame);
    return results.getOrDefault(connectionId, PostResult.POSTED);
  }

  @BeforeEach
  void twoUsersWithTwoDevicesAndAStranger() {
    new OpenDirectChannel(channels, memberships).open(ALICE, BOB);
    connect(ALICE, ALICE_PHONE);
    connect(ALICE, ALICE_LAPTOP);
    connect(BOB, BOB_PHONE);
    connect(BOB, BOB_LAPTOP);
    connect(new UserId("mallory"), STRANGER);
  }

  private void connect(UserId userId, ConnectionId connectionId) {
    presences.touch(userId, connectionId, NOW.minusSeconds(60), Instant.MAX);
  }

  private static LogEntry entry(long seq) {
    return entry(DIRECT, seq);
  }

  private static LogEntry entry(ChannelId channelId, long seq) {
    return new LogEntry(new Message(channelId, seq, ALICE, new ClientMessageId("m" + seq), Instant.EPOCH,
        new Content.Text("text " + seq)), Optional.of(ALICE_PHONE));
  }

  private static List<LogEntry> entries(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(FanOutTest::entry).toList();
  }

  private static List<String> frames(long count) {
    return entries(count).stream().map(entry -> WireCodec.encode(new ServerEvent.Delivered(entry.message()))).toList();
  }

  private OptionalInt deliver(List<LogEntry> entries) {
    return fanOut.deliver(entries, NOW.plusSeconds(10));
  }

  private long head() {
    return channels.find(List.of(DIRECT)).getFirst().head();
  }

  @Test
  void everyDeviceOfEveryMemberGetsItButTheOneThatSent() {
    assertEquals(OptionalInt.empty(), deliver(entries(20)));
    assertEquals(Map.of(ALICE_LAPTOP, frames(20), BOB_PHONE, frames(20), BOB_LAPTOP, frames(20)), posted);
    assertEquals(20, head());
  }

  @Test
  void aGoneSocketIsForgottenAndHarmsNobody() {
    results.put(BOB_PHONE, PostResult.GONE);
    assertEquals(OptionalInt.empty(), deliver(entries(2)));
    assertEquals(Set.of(BOB_LAPTOP), presences.of(BOB).connections().keySet());
    assertEquals(frames(2), posted.get(BOB_LAPTOP));
  }

  /** It may be in the middle of its handshake. */
  @Test
  void aYoungSocketIsNotForgotten() {
    ConnectionId opening = new ConnectionId("opening");
    presences.touch(BOB, opening, NOW.minusSeconds(5), Instant.MAX);
    results.put(opening, PostResult.GONE);
    assertEquals(OptionalInt.empty(), deliver(entries(1)));
    assertTrue(presences.of(BOB).connections().containsKey(opening));
  }

  @Test
  void aSocketOlderThanAnyCanBeIsLeftOut() {
    ConnectionId lost = new ConnectionId("lost");
    presences.touch(BOB, lost, NOW.minusSeconds(3 * 3_600), Instant.MAX);
    deliver(entries(1));
    assertFalse(posted.containsKey(lost));
  }

  @Test
  void aFailedPostHoldsUpItsOwnChannelOnlyAndNoHead() {
    UserId carol = new UserId("carol");
    ConnectionId carolPhone = new ConnectionId("carol-phone");
    new OpenDirectChannel(channels, memberships).open(ALICE, carol);
    connect(carol, carolPhone);
    results.put(BOB_PHONE, PostResult.FAILED);
    List<LogEntry> batch = List.of(entry(DIRECT, 1), entry(DIRECT, 2), entry(ChannelId.direct(ALICE, carol), 1));
    assertEquals(OptionalInt.of(0), deliver(batch));
    assertEquals(frames(1), posted.get(BOB_LAPTOP));
    assertEquals(1, posted.getOrDefault(carolPhone, List.of()).size());
    assertEquals(2, head());
    results.clear();
    assertEquals(OptionalInt.empty(), deliver(batch));
  }

  @Test
  void aFrameThatIsRefusedForGoodHoldsUpNobody() {
    results.put(BOB_PHONE, PostResult.REFUSED);
    assertEquals(OptionalInt.empty(), deliver(entries(2)));
    assertEquals(frames(2), posted.get(BOB_LAPTOP));
  }

  @Test
  void whatTimeDoesNotAllowIsReported() {
    assertEquals(OptionalInt.of(0), fanOut.deliver(entries(2), NOW.minusMillis(1)));
    assertEquals(Map.of(), posted);
    assertEquals(2, head());
  }

  @Test
  void nobodyConnectedIsNoFailure() {
    List.of(ALICE_PHONE, ALICE_LAPTOP).forEach(id -> presences.forget(ALICE, id));
    List.of(BOB_PHONE, BOB_LAPTOP).forEach(id -> presences.forget(BOB, id));
    assertEquals(OptionalInt.empty(), deliver(entries(1)));
    assertEquals(Map.of(), posted);
    assertEquals(1, head());
  }
}
