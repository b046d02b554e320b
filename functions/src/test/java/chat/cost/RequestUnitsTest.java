package chat.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.TestApps;
import chat.aws.dynamodb.DynamoDbLocal;
import chat.aws.dynamodb.RequestUnits;
import chat.delivery.ConnectionGateway.PostResult;
import chat.entrypoint.ChatApp;
import chat.identity.Caller;
import chat.limit.Throttle;
import chat.messaging.LogEntry;
import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SideBySide;
import chat.model.Change.Edit;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Handle;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.people.ChangeProfile;
import chat.people.ProfileChange;
import chat.people.SearchPeople;
import chat.session.OpenSocket;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Send;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each operation costs in request units: exact, and the same however long a channel is. */
class RequestUnitsTest {
  /** For the engine deletes at once what has outlived its time by its own clock. */
  private static final Instant IN_THE_FUTURE = Instant.parse("2099-11-25T10:00:00Z");
  private static final ConnectionId SOCKET = new ConnectionId("KVmb8fjMIAMCFgQ=");

  private final RequestUnits units = new RequestUnits(DynamoDbLocal.client());
  private final List<String> posts = new ArrayList<>();
  private final DynamoDbPorts ports = new DynamoDbPorts(units.client(), (connectionId, frame) -> {
    posts.add(frame);
    return PostResult.POSTED;
  }, SideBySide.on(Runnable::run));
  private final ChatApp express = TestApps.on(ports, 100);
  private final ChatApp streamOnly = TestApps.on(ports, 0);

  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final ChannelId direct = ChannelId.direct(alice, bob);

  private SendOutcome send(ChatApp app, String id, long afterSeq, Content content) {
    return app.sendMessage().send(alice, SOCKET, direct,
        new Send(null, new ToUser(bob), new ClientMessageId(id), afterSeq, content));
  }

  private LogEntry append(String id, long afterSeq, Content content) {
    return assertInstanceOf(Appended.class, send(streamOnly, id, afterSeq, content)).entry();
  }

  private LogEntry append(String id, long afterSeq) {
    return append(id, afterSeq, new Text("hello, how are you?"));
  }

  private ChannelId group(int members) {
    List<UserId> users = IntStream.range(1, members).mapToObj(number -> new UserId("user" + number)).toList();
    GroupSettings settings = new GroupSettings("Weekend in the mountains", "Where do we go, and who brings the car?",
        false, GroupSettings.History.JOINED);
    return assertInstanceOf(Appended.class, express.createGroup().create(alice, SOCKET,
        new ClientMessageId(UUID.randomUUID().toString()), new GroupChange.Create(settings, users))).entry().message()
        .channelId();
  }

  private void assertUsed(double read, double written) {
    assertEquals(List.of(read, written), units.take());
  }

  /**
   * Members 1, scan 1, what the two are to each other 1, the other's account 1; the limit of new channels 1, the channel 1,
   * two members with their entries in the index by user 4, the message 1.
   */
  @Test
  void theFirstMessageAlsoOpensTheChannel() {
    append("m1", 0);
    assertUsed(4, 7);
  }

  /** As any other: the places that are read anyway tell of it. */
  @Test
  void aMessageToSomebodyWhoBlocksCostsTwoReads() {
    append("m1", 0);
    express.block().block(bob, alice);
    units.take();
    assertInstanceOf(SendOutcome.Refused.class, send(streamOnly, "m2", 1, new Text("hello")));
    assertUsed(2, 0);
  }

  /** Membership 1 and scan 1; the message 1. */
  @Test
  void aShortMessageCostsOneWriteAndTwoReads() {
    append("m1", 0);
    units.take();
    for (int seq = 2; seq <= 200; seq++) {
      append("m" + seq, seq - 1);
      assertUsed(2, 1);
    }
  }

  /** The members take the place of the membership; half a unit for each member's connections. */
  @Test
  void theExpressLaneCostsTheMembersConnectionsOnly() {
    append("m1", 0);
    units.take();
    send(express, "m2", 1, new Text("hello"));
    assertUsed(2 + 0.5 * 2, 1);
  }

  /** Once it is known to be large, its members are not read any more. */
  @Test
  void aMessageToALargeGroupCostsNoMore() {
    ChannelId channelId = group(50);
    for (int start = 50; start < 150; start += 50) {
      List<UserId> users = IntStream.range(start, start + 50).mapToObj(number -> new UserId("user" + number)).toList();
      assertInstanceOf(Appended.class, express.changeChannel().change(alice, SOCKET, channelId, new Send(null,
          new ToChannel(channelId), new ClientMessageId("add" + start), start / 50, new GroupChange.Add(users))));
    }
    SendMessage sendMessage = express.sendMessage();
    for (int number = 1; number <= 3; number++) {
      units.take();
      assertInstanceOf(Appended.class, sendMessage.send(alice, SOCKET, channelId, new Send(null,
          new ToChannel(channelId), new ClientMessageId("m" + number), 2 + number, new Text("hello"))));
    }
    assertUsed(2, 1);
  }

  @Test
  void aRepeatCostsNoWrite() {
    append("m1", 0);
    units.take();
    assertInstanceOf(AlreadyAppended.class, send(streamOnly, "m1", 0, new Text("hello, how are you?")));
    assertUsed(2, 0);
  }

  /** Members 1, half a unit for each member's connections, half for the other's devices; one write for the head: for all. */
  @Test
  void theFanOutSharesItsCostsInABatch() {
    List<LogEntry> batch = new ArrayList<>();
    for (int seq = 1; seq <= 10; seq++) {
      batch.add(append("m" + seq, seq - 1));
    }
    express.openSocket().open(new Caller(bob, DeviceId.DEFAULT, ports.now), new ConnectionId("bob-phone"));
    units.take();
    fanOut(batch);
    assertUsed(1 + 0.5 * 2 + 0.5, 1);
    assertEquals(1, posts.size());
    fanOut(batch.subList(9, 10));
    assertUsed(1 + 0.5 * 2 + 0.5, 1);
  }

  private void fanOut(List<LogEntry> batch) {
    assertEquals(OptionalInt.empty(), express.fanOut().deliver(batch, ports.now.plusSeconds(10)));
  }

  /** And who is to be notified: members 1, half a unit for the other's devices. */
  @Test
  void whatTheExpressLaneCarriedCostsTheFanOutTheHead() {
    LogEntry entry = assertInstanceOf(Appended.class, send(express, "m1", 0, new Text("hello"))).entry();
    units.take();
    fanOut(List.of(entry));
    assertUsed(1 + 0.5, 1);
  }

  /** A group's name and description lie beside its head, and one write still takes them all. */
  @Test
  void theHeadOfAGroupCostsOneWrite() {
    ChannelId channelId = group(50);
    LogEntry created = ports.messageLog().from(channelId, 1, 1).getFirst();
    units.take();
    fanOut(List.of(created));
    assertUsed(2 + 0.5 * 50, 1);
  }

  @Test
  void aLongMessageCostsTheHeadNoMore() {
    LogEntry entry = append("m1", 0, new Text("x".repeat(8_000)));
    units.take();
    fanOut(List.of(entry));
    assertUsed(1 + 0.5 * 2 + 0.5, 1);
  }

  /** The members with their cursors, and the connections of those who have not acknowledged: none. */
  @Test
  void theRepairOfWhatArrivedCostsTheMembersAlone() {
    LogEntry entry = append("m1", 0);
    List.of(alice, bob).forEach(user -> ports.memberships().advance(user, new Cursor(direct, 1, 0)));
    ports.now = ports.now.plusSeconds(10);
    units.take();
    express.repair().repair(List.of(entry), ports.now.plusSeconds(10));
    assertUsed(1, 0);
    assertEquals(0, ports.orders);
  }

  /** The target is read at sending and at the change in place, the channel's last message is written once more. */
  @Test
  void anEditIsAlsoMadeInPlace() {
    fanOut(List.of(append("m1", 0)));
    units.take();
    LogEntry edit = append("m2", 1, new Edit(1, new Text("hello, are you well?")));
    assertUsed(3, 1);
    fanOut(List.of(edit));
    assertUsed(1 + 1 + 0.5 * 2, 1 + 1 + 1);
  }

  /**
   * In one transaction, at twice the price: the entry 1, the channel 1, each member with its entry in the index 2. Before it
   * the limit of new groups 1, the scan 1, and whether each of the others lets themself be added 2.
   */
  @Test
  void aGroupIsCreatedInOneTransaction() {
    group(10);
    assertUsed(1 + 2 * 9, 1 + 2 * (1 + 1 + 2 * 10));
  }

  /** The scan, the channel and the own place 1 each; each newcomer's place 1, and whether they let themself be added 2. */
  @Test
  void anAddedMemberCostsThreeReadsAndFourWrites() {
    ChannelId channelId = group(2);
    units.take();
    List<UserId> users = IntStream.range(2, 7).mapToObj(number -> new UserId("user" + number)).toList();
    assertInstanceOf(Appended.class, express.changeChannel().change(alice, SOCKET, channelId,
        new Send(null, new ToChannel(channelId), new ClientMessageId("add"), 1, new GroupChange.Add(users))));
    assertUsed(3 + 3 * 5, 2 * (1 + 1 + 2 * 5));
  }

  /** How many contacts there are already ½, both sides of the pair 1 each; in one transaction 2 for each side. */
  @Test
  void aContactCostsTwoReadsAndFourWrites() {
    express.requestContact().request(alice, bob);
    assertUsed(0.5 + 2, 4);
    express.requestContact().request(bob, alice);
    assertUsed(0.5 + 2, 4);
    express.removeContact().remove(alice, bob);
    assertUsed(2, 4);
  }

  /** The pair 2 and 4, whether it still holds 1; the place in the direct channel with its entry in the index 2. */
  @Test
  void aBlockCostsThreeReadsAndSixWrites() {
    append("m1", 0);
    units.take();
    express.block().block(alice, bob);
    assertUsed(3, 4 + 2);
    express.block().unblock(alice, bob);
    assertUsed(3, 4 + 2);
  }

  private void rename(UserId userId, String handle, String name) {
    assertInstanceOf(ChangeProfile.Outcome.Changed.class, express.changeProfile().change(userId, new ProfileChange(
        Optional.of(new Handle(handle)), Optional.of(name), Optional.empty(), Optional.empty(), false)));
  }

  /** Twice 1 for the profile, the handle, and the terms: the handle, the name, and its words. */
  @Test
  void aProfileIsPaidByTheWordsThatChange() {
    String handle = "a" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    rename(alice, handle, "Alice Miller");
    assertUsed(1, 2 * (1 + 1 + 4));
    rename(alice, handle, "Alice Smith");
    assertUsed(1, 2 * (1 + 2 * 2));
    rename(alice, handle + "x", "Alice Smith");
    assertUsed(1, 2 * (1 + 2 + 2));
  }

  /** Half a unit for the terms, and for the profile of each who is found. */
  @Test
  void aSearchIsPaidByThoseWhoAreFound() {
    String name = "b" + UUID.randomUUID();
    for (int number = 0; number < 10; number++) {
      rename(new UserId(number + "-" + name), "b" + number + UUID.randomUUID().toString().substring(0, 8), name);
    }
    units.take();
    assertEquals(10, express.searchPeople().search(SearchPeople.Query.of(name, Optional.empty())).people().size());
    assertUsed(0.5 + 0.5 * 10, 0);
  }

  /** The row and its entry in the index by user; the message 1, the members 1, and each person's connections once. */
  @Test
  void anAcknowledgementOfManyChannelsCostsTwoWritesEach() {
    int count = 5;
    List<Cursor> cursors = IntStream.range(0, count).mapToObj(number -> {
      UserId peer = new UserId("peer-" + number + "-" + UUID.randomUUID());
      ChannelId channelId = ChannelId.direct(alice, peer);
      streamOnly.sendMessage().send(alice, SOCKET, channelId,
          new Send(null, new ToUser(peer), new ClientMessageId("m1"), 0, new Text("hello")));
      return new Cursor(channelId, 1, 1);
    }).toList();
    units.take();
    express.acknowledge().acknowledge(alice, SOCKET, cursors);
    assertUsed(count * (1 + 1) + 0.5 * (count + 1), count * 2);
    express.acknowledge().acknowledge(alice, SOCKET, cursors);
    assertUsed(count, count);
  }

  /** Wherever in the ten the first one falls. */
  @Test
  void theLimitOfSendsCostsATenthOfAWrite() {
    ports.now = IN_THE_FUTURE;
    Throttle throttle = express.throttle();
    for (int number = 0; number < 1_000; number++) {
      assertEquals(Optional.empty(), throttle.take(alice, RateLimit.SENDS));
      ports.now = ports.now.plusMillis(100);
    }
    assertUsed(0, 100);
  }

  /** When the bucket is still filling it takes a second try; who is refused pays one, and in the handler of sends none. */
  @Test
  void anyOtherLimitCostsOneWrite() {
    ports.now = IN_THE_FUTURE;
    Throttle throttle = express.throttle();
    throttle.take(alice, RateLimit.REPORTS);
    assertUsed(0, 1);
    for (int number = 1; number < RateLimit.REPORTS.capacity(); number++) {
      throttle.take(alice, RateLimit.REPORTS);
      assertUsed(0, 2);
    }
    assertEquals(Optional.of(RateLimit.REPORTS.chargeTime()), throttle.take(alice, RateLimit.REPORTS));
    assertUsed(0, 1);
  }

  @Test
  void typingWritesNothing() {
    append("m1", 0);
    units.take();
    express.tellTyping().tell(alice, direct);
    assertUsed(1 + 0.5, 0);
  }

  private List<Cursor> channelsOfOneMessage(int count) {
    return IntStream.range(0, count).mapToObj(number -> {
      UserId peer = new UserId("peer-" + number + "-" + UUID.randomUUID());
      ChannelId channelId = ChannelId.direct(alice, peer);
      SendOutcome outcome = streamOnly.sendMessage().send(alice, SOCKET, channelId,
          new Send(null, new ToUser(peer), new ClientMessageId("m1"), 0, new Text("hello")));
      fanOut(List.of(assertInstanceOf(Appended.class, outcome).entry()));
      return new Cursor(channelId, 1, 0);
    }).toList();
  }

  /** The user's entries in the index share units of 4 KB, each head is half a unit; nothing else for what is known. */
  @Test
  void aSyncOfWhatIsKnownCostsHalfAUnitAChannel() {
    List<Cursor> cursors = channelsOfOneMessage(10);
    units.take();
    express.sync().since(alice, cursors, null);
    assertUsed(0.5 + 0.5 * 10, 0);
  }

  /** For each channel that changed: its messages 1, the other's cursors 1, whether they may be seen half a unit each. */
  @Test
  void aSyncGrowsWithTheChannelsThatChanged() {
    List<Cursor> cursors = new ArrayList<>(channelsOfOneMessage(10));
    cursors.set(3, new Cursor(cursors.get(3).channelId(), 0, 0));
    cursors.set(7, new Cursor(cursors.get(7).channelId(), 0, 0));
    units.take();
    express.sync().since(alice, cursors, null);
    assertUsed(0.5 + 0.5 * 10 + 2 * (1 + 1) + 0.5 * 3, 0);
  }

  @Test
  void aPageOfHistoryIsPaidByItsSize() {
    for (int seq = 1; seq <= 120; seq++) {
      append("m" + seq, seq - 1);
    }
    units.take();
    express.readHistory().read(alice, new History(null, direct, Range.Before.END, 20));
    assertUsed(1 + 2, 0);
  }

  @Test
  void connectingReadsTheAccount() {
    OpenSocket openSocket = express.openSocket();
    Caller caller = new Caller(alice, DeviceId.DEFAULT, ports.now);
    openSocket.open(caller, SOCKET);
    assertUsed(1 + 0.5, 3);
    openSocket.open(caller, SOCKET);
    assertUsed(1 + 0.5, 1);
  }
}
