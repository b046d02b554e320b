package chat.watch;

import static java.util.Objects.requireNonNull;

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
import chat.presence.Heartbeat;
import chat.presence.InMemoryWatches.Watch;
import chat.presence.Lease;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import chat.presence.PresenceQueue;
import chat.simulation.Chance;
import chat.simulation.Timeline;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Thousands of users with a device each, on the real wiring, each function done at once. It counts what it takes. */
final class Crowd {
  static final Lease LEASE = new Lease(Duration.ofSeconds(45), Duration.ofSeconds(180), Duration.ofSeconds(540),
      Duration.ofSeconds(20));
  private static final long WINDOW_MICROS = Timeline.millis(5_000);
  private static final int BATCH = 1_000;
  /** Shards of the stream and batches of each at once. */
  private static final int LANES = 50;

  private final Timeline timeline = new Timeline();
  private final Chance chance;
  private final Cloud cloud = new Cloud();
  private final ChatApp app;
  private final List<List<Watch>> lanes = new ArrayList<>();
  private final Map<ConnectionId, Member> sockets = new HashMap<>();
  final List<Member> members;
  private final Map<UserId, Member> byId = new HashMap<>();
  private final Heartbeat heartbeat;
  int largestOrder;
  int orders;

  Crowd(long seed, int size) {
    chance = new Chance(seed);
    URI nowhere = URI.create("https://nowhere.example");
    app = new ChatApp(
        new Settings("crowd", nowhere, "issuer", "audience", nowhere, LEASE, nowhere, nowhere, nowhere, nowhere,
            nowhere,
            PushApplications.NONE, 100),
        cloud);
    heartbeat = app.heartbeat();
    members = IntStream.range(0, size).mapToObj(number -> new Member(new UserId("user%05d".formatted(number))))
        .toList();
    members.forEach(member -> byId.put(member.userId, member));
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(new ArrayList<>());
    }
  }

  Chance chance() {
    return chance;
  }

  /** Those who have fewer than {@code contacts} find each other. */
  void befriend(int contacts) {
    List<Member> open = new ArrayList<>(members);
    RequestContact request = new RequestContact(cloud.contacts(), (_, _) -> {}, timeline::now);
    for (int misses = 0; open.size() > 1 && misses < 1_000;) {
      Member one = chance.oneOf(open);
      Member other = chance.oneOf(open);
      if (one == other || one.contacts.contains(other)) {
        misses++;
      } else {
        misses = 0;
        befriend(one, other, request);
        open.removeIf(member -> (member == one || member == other) && member.contacts.size() >= contacts);
      }
    }
  }

  void befriend(Member one, Member other) {
    befriend(one, other, new RequestContact(cloud.contacts(), (_, _) -> {}, timeline::now));
  }

  private static void befriend(Member one, Member other, RequestContact request) {
    request.request(one.userId, other.userId);
    request.request(other.userId, one.userId);
    one.contacts.add(other);
    other.contacts.add(one);
  }

  void in(long delayMicros, Runnable work) {
    timeline.in(delayMicros, work);
  }

  void pass(Duration time) {
    boolean[] over = new boolean[1];
    timeline.in(Timeline.micros(time), () -> over[0] = true);
    while (!over[0]) {
      timeline.next();
      streamed();
    }
  }

  private void streamed() {
    for (Watch watch : cloud.watches().drain()) {
      List<Watch> lane = lanes.get(Math.floorMod(watch.watcher().hashCode(), LANES));
      lane.add(watch);
      if (lane.size() == 1) {
        Watch first = watch;
        timeline.in(WINDOW_MICROS, () -> {
          if (!lane.isEmpty() && lane.getFirst().equals(first)) {
            tell(lane);
          }
        });
      }
      if (lane.size() == BATCH) {
        tell(lane);
      }
    }
  }

  private void tell(List<Watch> lane) {
    Map<UserId, Set<UserId>> byWatcher = new LinkedHashMap<>();
    lane.forEach(watch -> byWatcher.computeIfAbsent(watch.watcher(), _ -> new LinkedHashSet<>()).add(watch.watched()));
    lane.clear();
    app.tellWatchers().tell(byWatcher);
  }

  private void carryOut(PresenceOrder order) {
    int before = cloud.watches().changes();
    switch (order) {
      case Settle settle -> app.settleWatches().settle(settle);
      case Check check -> app.checkPresence().check(check);
      case Meet meet -> app.meetContact().meet(meet);
      case Tell tell -> app.tellWatchers().tellAgain(tell);
    }
    if (order instanceof Settle) {
      largestOrder = Math.max(largestOrder, cloud.watches().changes() - before);
    }
  }

  /** How many words of clients are not what is so. */
  long wrong() {
    Map<UserId, PresenceState> states = new HashMap<>();
    members.forEach(member -> states.put(member.userId, state(member)));
    return members.stream().filter(member -> member.socket != null)
        .mapToLong(member -> member.contacts.stream()
            .filter(other -> member.wordOf(other.userId) != states.get(other.userId)).count())
        .sum();
  }

  PresenceState state(Member member) {
    return cloud.presences().current(member.userId).map(presence -> presence.stateAt(timeline.now()))
        .orElse(PresenceState.OFFLINE);
  }

  void forgetCounts() {
    members.forEach(member -> {
      member.frames = 0;
      member.words = 0;
      member.ordersPut = 0;
    });
    largestOrder = 0;
    orders = 0;
  }

  /** A user with one device, and what it was told. */
  final class Member {
    final UserId userId;
    final Set<Member> contacts = new LinkedHashSet<>();
    private final Map<UserId, PresenceClient.Word> told = new HashMap<>();
    @Nullable
    ConnectionId socket;
    private int connections;
    private long beat;
    private Duration pace = LEASE.heartbeat();
    int frames;
    int words;
    int ordersPut;

    private Member(UserId userId) {
      this.userId = userId;
    }

    void comeIn() {
      ConnectionId coming = new ConnectionId(userId.value() + "-" + ++connections);
      app.openSocket().open(new Caller(userId, DeviceId.DEFAULT, timeline.now()), coming);
      told.clear();
      socket = coming;
      sockets.put(coming, this);
      beatLater();
    }

    /** {@code silently}: nobody tells. */
    void goOut(boolean silently) {
      ConnectionId going = requireNonNull(socket);
      socket = null;
      sockets.remove(going);
      if (!silently) {
        app.disconnect().disconnect(userId, going);
      }
    }

    private void beatLater() {
      long number = ++beat;
      timeline.in(Timeline.micros(pace), () -> {
        ConnectionId open = socket;
        if (number == beat && open != null) {
          pace = heartbeat.beat(userId, open, DeviceId.DEFAULT, null).nextHeartbeat();
          beatLater();
        }
      });
    }

    private void receive(JsonObject event) {
      frames++;
      for (JsonObject user : event.objects("users")) {
        words++;
        told.merge(new UserId(user.text("userId")),
            new PresenceClient.Word(user.wholeNumber("version"), Lines.state(user.text("state"))),
            (before, now) -> before.isOlderThan(now) ? now : before);
      }
      event.optionalWholeNumber("nextHeartbeatSeconds").ifPresent(seconds -> {
        Duration next = Duration.ofSeconds(seconds);
        if (next.compareTo(pace) < 0) {
          pace = next;
          beatLater();
        }
      });
    }

    private PresenceState wordOf(UserId other) {
      PresenceClient.Word word = told.get(other);
      return word == null ? PresenceState.OFFLINE : word.state();
    }
  }

  private final class Cloud extends InMemoryPorts {
    @Override
    public PresenceQueue presenceQueue() {
      return (all, delay) -> all.forEach(order -> {
        requireNonNull(byId.get(order.userId())).ordersPut++;
        orders++;
        timeline.in(Timeline.micros(delay) + chance.between(0, Timeline.millis(500)), () -> carryOut(order));
      });
    }

    @Override
    public InstantSource clock() {
      return timeline::now;
    }

    @Override
    public PostResult post(ConnectionId connectionId, String frame) {
      Member member = sockets.get(connectionId);
      if (member == null) {
        return PostResult.GONE;
      }
      member.receive(JsonObject.parse(frame));
      return PostResult.POSTED;
    }
  }
}
