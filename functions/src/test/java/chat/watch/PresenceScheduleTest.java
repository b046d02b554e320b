package chat.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.aws.sns.PushApplications;
import chat.contact.RequestContact;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import chat.identity.Caller;
import chat.json.JsonObject;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.presence.InMemoryWatches.Watch;
import chat.presence.Lease;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import chat.presence.PresenceQueue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every schedule of a few steps of two devices, of the time that passes between them, and of calls that are lost or come
 * twice, while one contact watches. What must be so is worked out by a few lines of its own.
 */
class PresenceScheduleTest {
  private static final Lease LEASE = new Lease(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15),
      Duration.ofSeconds(10));
  /** The longest lease, of a user whom nobody watched. */
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final int DEPTH = Integer.getInteger("presence.depth", 4);

  /** What may happen next. What is lost is a step that is not taken. */
  private enum Step {
    CONNECT_FIRST, CONNECT_SECOND, BEAT_FIRST, BEAT_SECOND, DISCONNECT_FIRST, DISCONNECT_SECOND, SHORTLY, A_GRACE_LATER, A_LEASE_LATER
  }

  @Test
  void everyScheduleEndsTrue() {
    int schedules = 0;
    List<Step> steps = new ArrayList<>();
    for (int depth = 1; depth <= DEPTH; depth++) {
      schedules += all(steps, depth);
    }
    System.out.println(schedules + " schedules");
    assertTrue(schedules > 10_000);
  }

  private static int all(List<Step> steps, int left) {
    if (left == 0) {
      new World(false).run(steps);
      new World(true).run(steps);
      return 2;
    }
    int schedules = 0;
    for (Step step : Step.values()) {
      steps.add(step);
      schedules += all(steps, left - 1);
      steps.removeLast();
    }
    return schedules;
  }

  /** A device of Alice, as somebody sees it who only knows what it did. */
  private static final class Device {
    private final DeviceId id;
    private int sockets;
    private boolean open;
    private Instant sign = Instant.EPOCH;
    private Instant left = Instant.EPOCH;
    /** The last sign of life on a socket that was lost without a word. */
    private Instant lost = Instant.EPOCH;

    private Device(String id) {
      this.id = new DeviceId(id);
    }

    private ConnectionId socket() {
      return new ConnectionId(id + "-" + sockets);
    }

    /** A sign of life holds for half of the shortest lease at least: the other half may have been gone. */
    private boolean mustBeThere(Instant now) {
      Instant sure = sign.plus(LEASE.length().dividedBy(2));
      Instant over = left.plus(LEASE.grace());
      return now.isBefore(open || sure.isBefore(over) ? sure : over);
    }

    private boolean mayBeThere(Instant now) {
      Instant until = open ? sign.plus(LONGEST) : left;
      return now.isBefore(until.plus(LEASE.grace())) || now.isBefore(lost.plus(LONGEST).plus(LEASE.grace()));
    }
  }

  private record Due(Instant at, int number, PresenceOrder order) {}

  private static final class World extends InMemoryPorts {
    private final boolean twice;
    private final ChatApp app;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(
        Comparator.comparing(Due::at).thenComparingInt(Due::number));
    private final Device first = new Device("first");
    private final Device second = new Device("second");
    private PresenceClient.Word word = new PresenceClient.Word(0, PresenceState.OFFLINE);
    private int orders;
    private Instant changed = NOW;

    private World(boolean twice) {
      this.twice = twice;
      URI nowhere = URI.create("https://nowhere.example");
      this.app = new ChatApp(
          new Settings("one", nowhere, "issuer", "audience", nowhere, LEASE, nowhere, nowhere, nowhere, nowhere,
              nowhere,
              PushApplications.NONE, 100),
          this);
      RequestContact request = new RequestContact(contacts(), (_, _) -> {}, clock());
      request.request(ALICE, BOB);
      request.request(BOB, ALICE);
      open(BOB, new ConnectionId("bob"), DeviceId.DEFAULT);
      pass(Duration.ofSeconds(5));
    }

    @Override
    public InstantSource clock() {
      return () -> now;
    }

    @Override
    public PresenceQueue presenceQueue() {
      return (all, delay) -> all.forEach(order -> {
        queue.add(new Due(now.plus(delay), ++orders, order));
        if (twice) {
          queue.add(new Due(now.plus(delay), ++orders, order));
        }
      });
    }

    @Override
    public PostResult post(ConnectionId connectionId, String frame) {
      if (connectionId.value().equals("bob")) {
        JsonObject.parse(frame).objects("users").stream().filter(user -> user.text("userId").equals("alice"))
            .forEach(user -> hear(
                new PresenceClient.Word(user.wholeNumber("version"), Lines.state(user.text("state")))));
      }
      return PostResult.POSTED;
    }

    private void hear(PresenceClient.Word said) {
      if (word.isOlderThan(said)) {
        word = said;
      }
    }

    private void open(UserId userId, ConnectionId connectionId, DeviceId device) {
      app.openSocket().open(new Caller(userId, device, now), connectionId);
    }

    private void run(List<Step> steps) {
      for (Step step : steps) {
        take(step);
        check(steps);
      }
      pass(LONGEST.plus(LEASE.grace()).plusSeconds(5));
      check(steps);
      assertEquals(PresenceState.OFFLINE, word.state(), () -> "in the end, after " + steps);
    }

    private void take(Step step) {
      switch (step) {
        case CONNECT_FIRST -> connect(first);
        case CONNECT_SECOND -> connect(second);
        case BEAT_FIRST -> beat(first);
        case BEAT_SECOND -> beat(second);
        case DISCONNECT_FIRST -> disconnect(first);
        case DISCONNECT_SECOND -> disconnect(second);
        case SHORTLY -> pass(Duration.ofMillis(1_500));
        case A_GRACE_LATER -> pass(LEASE.grace().plusMillis(500));
        case A_LEASE_LATER -> pass(LEASE.length().plus(LEASE.grace()).plusMillis(500));
      }
    }

    private void connect(Device device) {
      device.sockets++;
      device.lost = device.open ? device.sign : device.lost;
      device.open = true;
      device.sign = now;
      changed = now;
      open(ALICE, device.socket(), device.id);
    }

    private void beat(Device device) {
      if (device.open) {
        device.sign = now;
        changed = now;
        for (int times = twice ? 2 : 1; times > 0; times--) {
          app.heartbeat().beat(ALICE, device.socket(), device.id, null);
        }
      }
    }

    private void disconnect(Device device) {
      if (device.open) {
        device.left = device.mayBeThere(now) ? now : Instant.EPOCH;
        device.open = false;
        changed = now;
        for (int times = twice ? 2 : 1; times > 0; times--) {
          app.disconnect().disconnect(ALICE, device.socket());
        }
      }
    }

    /** Bob beats at his pace. */
    private void pass(Duration time) {
      Duration left = time;
      for (; left.compareTo(LEASE.heartbeat()) > 0; left = left.minus(LEASE.heartbeat())) {
        passQuietly(LEASE.heartbeat());
      }
      passQuietly(left);
    }

    private void passQuietly(Duration time) {
      Instant then = now.plus(time);
      for (Due due = queue.peek(); due != null && !due.at().isAfter(then); due = queue.peek()) {
        queue.remove();
        now = due.at();
        carryOut(due.order());
        tell();
      }
      now = then;
      app.heartbeat().beat(BOB, new ConnectionId("bob"), DeviceId.DEFAULT, null);
      tell();
    }

    private void carryOut(PresenceOrder order) {
      switch (order) {
        case Settle settle -> app.settleWatches().settle(settle);
        case Check check -> app.checkPresence().check(check);
        case Meet meet -> app.meetContact().meet(meet);
        case Tell tell -> app.tellWatchers().tellAgain(tell);
      }
    }

    private void tell() {
      for (Watch watch : watches().drain()) {
        app.tellWatchers().tell(Map.of(watch.watcher(), Set.of(watch.watched())));
      }
    }

    /** Of who has been quiet for a moment, the word is what is so. */
    private void check(List<Step> steps) {
      PresenceState state = presences().current(ALICE).map(presence -> presence.stateAt(now))
          .orElse(PresenceState.OFFLINE);
      if (first.mustBeThere(now) || second.mustBeThere(now)) {
        assertEquals(PresenceState.ONLINE, state, () -> "now, after " + steps);
      }
      if (!first.mayBeThere(now) && !second.mayBeThere(now)) {
        assertEquals(PresenceState.OFFLINE, state, () -> "now, after " + steps);
      }
      if (changed.plus(LEASE.grace()).isBefore(now)) {
        assertEquals(state, word.state(), () -> "what Bob believes, after " + steps);
      }
    }
  }
}
