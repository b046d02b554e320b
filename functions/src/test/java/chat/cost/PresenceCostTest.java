package chat.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.TestApps;
import chat.aws.dynamodb.DynamoDbLocal;
import chat.aws.dynamodb.RequestUnits;
import chat.contact.Pair;
import chat.delivery.ConnectionGateway.PostResult;
import chat.entrypoint.ChatApp;
import chat.entrypoint.TestSocket;
import chat.identity.Caller;
import chat.messaging.SideBySide;
import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.DeviceId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Settle;
import chat.presence.TestSockets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What presence uses, exactly, and what that costs: the tables of docs/cost.md. */
class PresenceCostTest {
  private static final int CONTACTS = 200;

  private final RequestUnits units = new RequestUnits(DynamoDbLocal.client());
  private int posts;
  private final DynamoDbPorts ports = new DynamoDbPorts(units.client(), (_, _) -> {
    posts++;
    return PostResult.POSTED;
  }, SideBySide.on(Runnable::run));
  private final ChatApp app = TestApps.on(ports, 100);
  private final String run = UUID.randomUUID().toString();
  private final UserId alice = new UserId("alice-" + run);
  private final TestSocket socket = TestSocket.of(alice, app);

  private UserId contact(int number) {
    return new UserId("c%03d-%s".formatted(number, run));
  }

  /** Alice's {@value #CONTACTS} contacts, so many of them online, and no other. */
  private void befriend(int online) {
    Instant since = ports.now;
    IntStream.range(0, CONTACTS).mapToObj(this::contact)
        .forEach(other -> ports.contacts().change(alice, other, _ -> new Pair(
            new Contact(alice, other, State.ACCEPTED, false, false, since),
            new Contact(other, alice, State.ACCEPTED, false, false, since))));
    IntStream.range(0, CONTACTS).mapToObj(this::contact).forEach(
        other -> TestSockets.open(ports.presences(), other, TestSocket.connectionOf(other), DeviceId.DEFAULT, since));
    IntStream.range(online, CONTACTS).mapToObj(this::contact)
        .forEach(other -> ports.presences().forget(other, TestSocket.connectionOf(other)));
    ports.presenceOrders.clear();
    used();
  }

  private void connect() {
    app.openSocket().open(new Caller(alice, DeviceId.DEFAULT, ports.now), TestSocket.connectionOf(alice));
  }

  /** What was used since the last call. */
  private Bill used() {
    Bill used = Bill.units(units.take()).plus(Bill.frames(posts)).plus(Bill.messages(ports.presenceOrders.size()));
    posts = 0;
    ports.presenceOrders.clear();
    return used;
  }

  private <T extends PresenceOrder> T order(Class<T> type) {
    return assertInstanceOf(type, ports.presenceOrders.getFirst());
  }

  private Settle connected() {
    connect();
    return order(Settle.class);
  }

  private void pass(Duration time) {
    ports.now = ports.now.plus(time);
  }

  /** Paired with those contacts who are online, and everything told. */
  private void settled(int online) {
    befriend(online);
    Settle settle = connected();
    pass(Duration.ofSeconds(2));
    app.settleWatches().settle(settle);
    tellOf(alice, online);
    socket.frameFor("{\"action\":\"heartbeat\"}");
    pass(Duration.ofSeconds(30));
    used();
  }

  /** As the stream does. */
  private void tellOf(UserId userId, int watchers) {
    Map<UserId, Set<UserId>> byWatcher = new LinkedHashMap<>();
    IntStream.range(0, watchers).mapToObj(this::contact).forEach(watcher -> byWatcher.put(watcher, Set.of(userId)));
    app.tellWatchers().tell(byWatcher);
  }

  private static void assertUses(Bill expected, Bill used) {
    assertEquals(expected, used);
  }

  /** A heartbeat is one frame, one invocation, the own presence ½ and the look for a watcher ½; every other writes. */
  @Test
  void anHourThatNobodyWatchesCostsLessThanTwiceItsMinutes() {
    connect();
    used();
    Bill threeHours = Bill.minutes(180);
    for (int beat = 0; beat < 20; beat++) {
      pass(Duration.ofMinutes(9));
      assertEquals(0, socket.frameFor("{\"action\":\"heartbeat\",\"everySeconds\":540}").stream().count());
      threeHours = threeHours.plus(Bill.frames(1)).plus(Bill.invocations(1)).plus(used());
    }
    assertUses(new Bill(180, 20, 20, 0, 20, 10, 0), threeHours);
    double hour = threeHours.dollarsPerMillion() / 3;
    System.out.printf("an idle hour: %.2f dollars per million, %.2f times its minutes%n", hour,
        hour / Bill.minutes(60).dollarsPerMillion());
    assertTrue(hour <= 2 * Bill.minutes(60).dollarsPerMillion());
  }

  /** Every 30 seconds here: 120 frames and 60 writes; and 29 checks, each a message, 2 reads and a write. */
  @Test
  void anHourThatIsWatchedCostsItsHeartbeats() {
    settled(1);
    Bill hour = Bill.minutes(60);
    for (int beat = 0; beat < 120; beat++) {
      socket.frameFor("{\"action\":\"heartbeat\",\"everySeconds\":30}");
      hour = hour.plus(Bill.frames(1)).plus(Bill.invocations(1)).plus(used());
      Instant checkAt = ports.presences().current(alice).orElseThrow().checkAt();
      units.take();
      pass(Duration.ofSeconds(30));
      if (!ports.now.isBefore(checkAt)) {
        app.checkPresence().check(new Check(alice, PresenceState.ONLINE));
      }
    }
    System.out.printf("a watched hour at 30 s: %s, %.2f dollars per million%n", hour, hour.dollarsPerMillion());
    assertUses(new Bill(60, 120, 149, 87, 120 + 29 * 2, 60 + 29, 0), hour);
  }

  /** The socket 1, the account 1, and ½ to see whether anybody watches who comes online. */
  @Test
  void connectingShowsAllContacts() {
    befriend(10);
    connect();
    used();
    pass(Duration.ofMinutes(5));
    Settle again = connected();
    assertUses(new Bill(0, 0, 1, 3, 1.5, 1, 0), used());
    app.settleWatches().settle(again);
    Bill settle = used();
    // own presence 1, contacts 3, pairs so far 1, their presences 100, own again 1, those newly paired again 10, who watches 1;
    // 10 pairs of two rows each, a message for each who had none under way, and for oneself
    assertUses(new Bill(0, 1, 11, 33, 1 + 3 + 1 + 100 + 1 + 10 + 1, 20 + 11, 0), settle);
    tellOf(alice, 10);
    assertUses(new Bill(0, 10, 0, 0, 1 + 10 * (0.5 + 1), 0, 0), used());
  }

  @Test
  void leavingCostsLittleWhenNobodyWatches() {
    connect();
    used();
    app.disconnect().disconnect(alice, TestSocket.connectionOf(alice));
    assertUses(new Bill(0, 0, 0, 0, 0.5, 1, 0), used());
  }

  /** Its own write 1, the message, and then both rows of each pair go. */
  @Test
  void leavingIsToldToThoseWhoAreOnline() {
    settled(10);
    app.disconnect().disconnect(alice, TestSocket.connectionOf(alice));
    Check check = order(Check.class);
    assertUses(new Bill(0, 0, 1, 3, 0.5, 1, 0), used());
    pass(Duration.ofSeconds(10));
    app.checkPresence().check(check);
    assertUses(new Bill(0, 0, 0, 0, 1 + 1 + 1, 20, 0), used());
    tellOf(alice, 10);
    assertUses(new Bill(0, 10, 0, 0, 1 + 10 * (0.5 + 1 + 0.5), 0, 0), used());
  }

  /** From its write on: what does not depend on how many are told, and what each of them adds. */
  @Test
  void aChangeWithTwoHundredContactsCostsLessThanThreeDollarsAMillionAndItsFrames() {
    Bill ten = change(10);
    Bill thirty = new PresenceCostTest().change(30);
    Bill each = thirty.minus(ten).times(1.0 / 20);
    Bill fixed = ten.minus(each.times(10));
    System.out.printf("a change: %.2f dollars per million, and %.2f for each who is told, of which the frame 1.00%n",
        fixed.dollarsPerMillion(), each.dollarsPerMillion());
    assertUses(new Bill(0, 1, 0, 0, 0.5 + 1, 1, 0), each);
    assertUses(new Bill(0, 0, 2, 3, 1 + 1 + 1, 1, 0), fixed);
    assertTrue(fixed.dollarsPerMillion() <= 3);
  }

  private Bill change(int online) {
    settled(online);
    socket.frameFor("{\"action\":\"heartbeat\",\"everySeconds\":30,\"away\":true}");
    Check check = order(Check.class);
    // the heartbeat itself would have come anyway
    Bill change = used().minus(Bill.units(List.of(1.0, 0.0)));
    pass(Duration.ofSeconds(10));
    app.checkPresence().check(check);
    tellOf(alice, online);
    return change.plus(used()).plus(Bill.invocations(1));
  }
}
