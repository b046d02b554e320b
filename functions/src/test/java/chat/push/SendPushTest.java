package chat.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.InMemoryPorts.DelayedPush;
import chat.TestApps;
import chat.delivery.DeliveryOrder;
import chat.entrypoint.ChatApp;
import chat.messaging.LogEntry;
import chat.messaging.SendOutcome.Appended;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Limits;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.push.PushService.Outcome;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a message to a notification, with the queue in between. */
class SendPushTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);
  private long seq;

  @BeforeEach
  void register() {
    register(BOB, PHONE);
  }

  private void register(UserId userId, DeviceId device) {
    app.registerDevice().register(userId, device, PushPlatform.APNS, userId + "-" + device, "1", Locale.ENGLISH, true,
        Optional.empty());
  }

  private void send(Content content) {
    LogEntry entry = assertInstanceOf(Appended.class, app.sendMessage().send(ALICE, null, DIRECT,
        new Send(null, new ToUser(BOB), new ClientMessageId("m" + seq), seq, content))).entry();
    seq = entry.message().seq();
    app.fanOut().deliver(List.of(entry), Instant.MAX);
  }

  private void send(String text) {
    send(new Text(text));
  }

  /** Carries out what is due by then, in its order. */
  private void pass(Duration time) {
    Instant end = ports.now.plus(time);
    List<Due> due = new ArrayList<>();
    take(due);
    while (true) {
      due.sort(Comparator.comparing(Due::at));
      if (due.isEmpty() || due.getFirst().at().isAfter(end)) {
        ports.now = end;
        due.forEach(later -> ports.pushOrders.add(new DelayedPush(later.order(), Duration.between(end, later.at()))));
        return;
      }
      Due next = due.removeFirst();
      ports.now = next.at().isAfter(ports.now) ? next.at() : ports.now;
      app.sendPush().send(next.order(), false);
      take(due);
    }
  }

  private record Due(Instant at, PushOrder order) {}

  private void take(List<Due> due) {
    ports.pushOrders.forEach(put -> due.add(new Due(ports.now.plus(put.delay()), put.order())));
    ports.pushOrders.clear();
  }

  private List<Notice> told() {
    return ports.pushService().published.stream().map(FakePushService.Published::notice).toList();
  }

  @Test
  void whoIsAwayIsToldOnce() {
    send("hello");
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(new Notice(DIRECT, 1,
        Optional.of(new Notice.Shown("alice", Optional.empty(), new Text("hello"), false)), 1, true)), told());
  }

  @Test
  void anOrderThatComesTwiceTellsOnce() {
    send("hello");
    List<DelayedPush> again = List.copyOf(ports.pushOrders);
    pass(Duration.ofMinutes(1));
    ports.pushOrders.addAll(again);
    pass(Duration.ofMinutes(1));
    assertEquals(1, told().size());
  }

  @Test
  void whoUsesTheDeviceIsNotTold() {
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), PHONE, ports.now);
    send("hello");
    assertEquals(List.of(), ports.pushOrders);
  }

  @Test
  void anotherDeviceInUseKeepsNothingFromThisOne() {
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), new DeviceId("laptop"), ports.now);
    send("hello");
    pass(Duration.ofMinutes(1));
    assertEquals(1, told().size());
  }

  @Test
  void membersOfALargeGroupAreToldChunkByChunk() {
    send("hello");
    ports.pushOrders.clear();
    app.deliver().carryOut(new DeliveryOrder.Chunk(DIRECT, 1, 1, List.of(ALICE, BOB)), Instant.MAX);
    pass(Duration.ofMinutes(1));
    assertEquals(1, told().size());
  }

  @Test
  void whoIsSilentIsToldAfterAWhile() {
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), PHONE, ports.now);
    send("hello");
    ports.now = ports.now.plusSeconds(10);
    app.repair().repair(ports.messageLog().from(DIRECT, 1, 1), Instant.MAX);
    pass(Duration.ofSeconds(19));
    assertEquals(List.of(), told());
    pass(Duration.ofSeconds(2));
    assertEquals(1, told().size());
  }

  @Test
  void whoAcknowledgesAfterAllIsNotTold() {
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), PHONE, ports.now);
    send("hello");
    ports.now = ports.now.plusSeconds(10);
    app.repair().repair(ports.messageLog().from(DIRECT, 1, 1), Instant.MAX);
    app.acknowledge().acknowledge(BOB, null, List.of(new Cursor(DIRECT, 1, 0)));
    pass(Duration.ofMinutes(5));
    assertEquals(List.of(), told());
  }

  @Test
  void whoLeavesBeforeItArrivesIsToldAfterAWhile() {
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), PHONE, ports.now);
    send("hello");
    ports.presences().leave(BOB, new ConnectionId("c"), ports.now.plusSeconds(1), ports.now.plusSeconds(11));
    ports.now = ports.now.plusSeconds(10);
    app.repair().repair(ports.messageLog().from(DIRECT, 1, 1), Instant.MAX);
    pass(Duration.ofSeconds(31));
    assertEquals(1, told().size());
  }

  @Test
  void whoOnlySeemsToUseTheDeviceWhenItsOrderComesDueIsFollowedUp() {
    send("one");
    pass(Duration.ofSeconds(1));
    send("two");
    pass(Duration.ofSeconds(1));
    TestSockets.open(ports.presences(), BOB, new ConnectionId("c"), PHONE, ports.now);
    pass(Duration.ofSeconds(20));
    assertEquals(1, told().size());
    pass(Duration.ofSeconds(20));
    assertEquals(List.of(1L, 2L), told().stream().map(Notice::seq).toList());
  }

  @Test
  void ofThoseThatWaitTheNewestThatIsLeftIsToldOf() {
    send("one");
    pass(Duration.ofSeconds(1));
    send("two");
    send("three");
    send("four");
    LogEntry four = ports.messageLog().from(DIRECT, 4, 1).getFirst();
    assertTrue(ports.messageLog().replace(four.deleted(ALICE)));
    pass(Duration.ofMinutes(1));
    assertEquals(List.of("one", "three"), told().stream()
        .map(notice -> ((Text) notice.shown().orElseThrow().content()).text()).toList());
  }

  /** The first at once, and one for all others: the pause is ten seconds. */
  @Test
  void aBurstOfFiftyCostsASleepingPhoneTwo() {
    IntStream.rangeClosed(1, 50).forEach(number -> {
      send("message " + number);
      pass(Duration.ofMillis(100));
    });
    pass(Duration.ofMinutes(30));
    assertEquals(List.of(1L, 50L), told().stream().map(Notice::seq).toList());
    assertEquals(50, told().getLast().badge());
  }

  /** After 0, 10, 40, 130 and 400 seconds, and then every quarter of an hour. */
  @Test
  void anHourOfChatterCostsASleepingPhoneEight() {
    IntStream.range(0, 360).forEach(number -> {
      send("message " + number);
      pass(Duration.ofSeconds(10));
    });
    assertEquals(8, told().size());
  }

  @Test
  void whoReadsIsToldAtOnceAgain() {
    send("one");
    pass(Duration.ofSeconds(1));
    app.acknowledge().acknowledge(BOB, null, List.of(new Cursor(DIRECT, 1, 1)));
    send("two");
    pass(Duration.ofSeconds(1));
    assertEquals(List.of(1L, 2L), told().stream().map(Notice::seq).toList());
  }

  @Test
  void aMinuteOfFailureLosesNothing() {
    ports.pushService().outcome = Outcome.FAILED;
    send("hello");
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(), told());
    ports.pushService().outcome = Outcome.PUBLISHED;
    pass(Duration.ofMinutes(2));
    assertEquals(1, told().size());
  }

  @Test
  void whatFailsForGoodIsGivenUpByTheQueue() {
    ports.pushService().outcome = Outcome.FAILED;
    send("hello");
    assertThrows(IllegalStateException.class, () -> pass(Duration.ofHours(1)));
  }

  @Test
  void aDeviceThatIsGoneIsForgotten() {
    ports.pushService().owners.clear();
    send("hello");
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(), ports.pushDevices().current(BOB));
    send("again");
    assertEquals(List.of(), ports.pushOrders);
  }

  @Test
  void twoDevicesAreToldEachByItself() {
    register(BOB, new DeviceId("pad"));
    send("hello");
    pass(Duration.ofMinutes(1));
    assertEquals(2, told().size());
  }

  /** The claimant crashed: whoever comes then waits until its claim is void, and tells. */
  @Test
  void aCrashCostsTimeAndNoNotification() {
    send("hello");
    ports.pushLog().claim(new PushLog.Place(BOB, PHONE, DIRECT), 1, 0, ports.now, ports.now.plusSeconds(70));
    pass(Duration.ofSeconds(60));
    assertEquals(List.of(), told());
    pass(Duration.ofSeconds(11));
    assertEquals(1, told().size());
  }

  @Test
  void aMutedChannelIsSilentButForMentions() {
    send("before");
    pass(Duration.ofSeconds(1));
    app.acknowledge().acknowledge(BOB, null, List.of(new Cursor(DIRECT, 1, 1)));
    assertTrue(ports.memberships().mute(DIRECT, BOB, Instant.ofEpochMilli(Limits.MAX_SEQ)));
    send("hush");
    pass(Duration.ofMinutes(1));
    send(new Text("you!", List.of(BOB), OptionalLong.empty()));
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(1L, 3L), told().stream().map(Notice::seq).toList());
    assertEquals(0, told().getLast().badge());
  }

  @Test
  void membersOfAGroupAreToldWhereAndByWhom() {
    GroupSettings settings = new GroupSettings("Hikers", "", false, GroupSettings.History.ALL);
    LogEntry created = assertInstanceOf(Appended.class, app.createGroup().create(ALICE, null,
        new ClientMessageId("g"), new GroupChange.Create(settings, List.of(BOB)))).entry();
    ChannelId group = created.message().channelId();
    app.fanOut().deliver(List.of(created), Instant.MAX);
    assertEquals(List.of(), ports.pushOrders);
    LogEntry entry = assertInstanceOf(Appended.class, app.sendMessage().send(ALICE, null, group, new Send(null,
        new chat.wire.ClientAction.Destination.ToChannel(group), new ClientMessageId("m"), 1, new Text("up!"))))
        .entry();
    app.fanOut().deliver(List.of(entry), Instant.MAX);
    pass(Duration.ofMinutes(1));
    // the group's founding is an entry as well
    assertEquals(List.of(new Notice(group, 2,
        Optional.of(new Notice.Shown("alice", Optional.of("Hikers"), new Text("up!"), false)), 2, false)), told());
  }
}
