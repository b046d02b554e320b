package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.PatientClient.Testimony;
import chat.endtoend.Wish.Outgoing;
import chat.endtoend.Wish.Room;
import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.Options;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.fault.FaultSwitches;
import chat.local.trace.Effect;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.UserId;
import chat.topology.Function;
import chat.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is promised holds while functions crash and run twice, posts fail and sockets break; and each safeguard does its
 * part alone. A seed repeats what the clients do, not what goes wrong nor the order in which threads come.
 */
class FaultIT {
  private static final int SENDS = 240;
  private static final int AT_ONCE = 12;
  private static final int STALE_EVERY = 30;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Map<Lane, Site> SITES = new EnumMap<>(Lane.class);

  /** Everything goes wrong now and then. */
  private static final Map<Fault, Dose> CHAOS = Map.ofEntries(
      Map.entry(Fault.FUNCTION_CRASHES, Dose.ALWAYS.share(0.05)),
      Map.entry(Fault.FUNCTION_CRASHES_LATE, Dose.ALWAYS.share(0.05)),
      Map.entry(Fault.FUNCTION_TIMES_OUT, Dose.ALWAYS.share(0.02).delay(Duration.ofMillis(300))),
      Map.entry(Fault.FUNCTION_SLOW, Dose.ALWAYS.share(0.05).delay(Duration.ofMillis(300))),
      Map.entry(Fault.FUNCTION_TWICE, Dose.ALWAYS.share(0.1)),
      Map.entry(Fault.TABLES_THROTTLED, Dose.ALWAYS.share(0.01)),
      Map.entry(Fault.RECORDS_REPEATED, Dose.ALWAYS.share(0.1)),
      Map.entry(Fault.RECORDS_REORDERED, Dose.ALWAYS.share(0.1)),
      Map.entry(Fault.RECORDS_LATE, Dose.ALWAYS.share(0.1).delay(Duration.ofMillis(200))),
      Map.entry(Fault.DELETE_FORGOTTEN, Dose.ALWAYS.share(0.1)),
      Map.entry(Fault.DISCONNECT_LOST, Dose.ALWAYS.share(0.5)),
      Map.entry(Fault.DISCONNECT_LATE, Dose.ALWAYS.share(0.5)),
      Map.entry(Fault.POST_CUTS, Dose.ALWAYS.share(0.01)), Map.entry(Fault.POST_LOST, Dose.ALWAYS.share(0.02)),
      Map.entry(Fault.POST_GONE, Dose.ALWAYS.share(0.05)), Map.entry(Fault.POST_THROTTLED, Dose.ALWAYS.share(0.05)),
      Map.entry(Fault.POST_FAILED, Dose.ALWAYS.share(0.05)));

  /** Alice, who makes the group, has two; Eve, who comes later, is the last. */
  private static final List<Device> DEVICES = List.of(new Device("alice", "phone"), new Device("alice", "laptop"),
      new Device("bob", "phone"), new Device("carol", "phone"), new Device("dave", "phone"),
      new Device("eve", "phone"));

  private record Device(String user, String name) {}

  /** Which lane small channels take. */
  enum Lane {
    EXPRESS, STREAM
  }

  /**
   * A cloud and what goes wrong there.
   *
   * @param poster the function that posts first
   */
  private record Site(EmbeddedCloud cloud, Function poster) {
    private static Site start(Lane lane) {
      Options options = TestCloud.options();
      return switch (lane) {
        case EXPRESS -> new Site(EmbeddedCloud.start(options), Topology.SEND);
        case STREAM -> new Site(EmbeddedCloud.start(options.withoutExpressLane()), Topology.FAN_OUT);
      };
    }

    private FaultSwitches faults() {
      return cloud.faults();
    }
  }

  @BeforeAll
  static void start() {
    for (Lane lane : Lane.values()) {
      SITES.put(lane, Site.start(lane));
    }
  }

  @AfterEach
  void calm() {
    SITES.values().forEach(site -> site.faults().off());
  }

  @AfterAll
  static void stop() {
    SITES.values().forEach(site -> site.cloud().close());
  }

  @ParameterizedTest
  @EnumSource
  void everythingPromisedHoldsWhateverGoesWrong(Lane lane) throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("Faults on the " + lane + " lane: -Dfaults.seed=" + seed);
    Site site = SITES.get(lane);
    SplittableRandom random = new SplittableRandom(seed);
    CHAOS.forEach(site.faults()::set);
    List<PatientClient> clients = new ArrayList<>();
    try {
      for (Device device : DEVICES) {
        clients.add(PatientClient.connect(site.cloud(), device.user(), device.name(), random.nextLong()));
      }
      List<String> channelIds = new Talk(clients, random).hold();
      System.out.println("What went wrong: " + new TreeMap<>(site.faults().strikes()));
      site.faults().off();
      settle(site.cloud(), clients, channelIds);
    } finally {
      clients.forEach(PatientClient::close);
    }
  }

  /** Everything that the clients do while the faults are on. */
  private record Talk(List<PatientClient> clients, SplittableRandom random) {
    private static final String GROUP = ChannelId.group(new UserId("alice"), new ClientMessageId("create")).value();
    private static final String DIRECT = ChannelId.direct(new UserId("alice"), new UserId("bob")).value();

    /** Returns the channels when every send has its answer. */
    private List<String> hold() throws Exception {
      PatientClient alice = clients.getFirst();
      PatientClient eve = clients.getLast();
      assertEquals("accepted", event(alice.send(new Outgoing(GROUP, "", "create",
          "{\"type\":\"create\",\"name\":\"All\",\"members\":[\"bob\",\"carol\",\"dave\"]}"))));
      List<PatientClient> talking = new ArrayList<>(clients.subList(0, clients.size() - 1));
      talk(talking, 0, SENDS / 2);
      CompletableFuture<JsonObject> removal = alice
          .send(Outgoing.change(GROUP, "remove", "{\"type\":\"remove\",\"user\":\"dave\"}"));
      String invite = alice.invite(GROUP).get(DEADLINE.toSeconds(), TimeUnit.SECONDS).text("invite");
      CompletableFuture<JsonObject> joining = eve
          .send(new Outgoing(GROUP, "\"invite\":\"" + invite + "\",", "join", "{\"type\":\"join\"}"));
      talking.add(eve);
      talk(talking, SENDS / 2, SENDS);
      assertEquals("accepted", event(removal));
      assertEquals("accepted", event(joining));
      return List.of(GROUP, DIRECT);
    }

    private static String event(CompletableFuture<JsonObject> answer) throws Exception {
      return answer.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).text("event");
    }

    private void talk(List<PatientClient> talking, int from, int to) throws InterruptedException {
      Semaphore underWay = new Semaphore(AT_ONCE);
      for (int number = from; number < to; number++) {
        take(underWay, 1);
        PatientClient sender = talking.get(random.nextInt(talking.size()));
        var _ = sender.send(Outgoing.text(room(sender.user()), "m" + number))
            .whenComplete((_, _) -> underWay.release());
        if (number % STALE_EVERY == STALE_EVERY - 1) {
          talking.get(random.nextInt(talking.size())).comeBackStale();
        }
      }
      take(underWay, AT_ONCE);
    }

    private static void take(Semaphore underWay, int sends) throws InterruptedException {
      assertTrue(underWay.tryAcquire(sends, DEADLINE.toSeconds(), TimeUnit.SECONDS), "Sends are not answered.");
    }

    private Room room(String user) {
      return switch (user) {
        case "alice" -> random.nextBoolean() ? Room.direct(DIRECT, "bob") : Room.group(GROUP);
        case "bob" -> random.nextBoolean() ? Room.direct(DIRECT, "alice") : Room.group(GROUP);
        default -> Room.group(GROUP);
      };
    }
  }

  /** Once the heads have followed, each client syncs a last time, and then everything must come to be as promised. */
  private static void settle(EmbeddedCloud cloud, List<PatientClient> clients, List<String> channelIds) {
    awaitNone(() -> Promises.behind(cloud, channelIds));
    clients.forEach(PatientClient::catchUp);
    awaitNone(() -> broken(cloud, clients, channelIds));
  }

  private static List<String> broken(EmbeddedCloud cloud, List<PatientClient> clients, List<String> channelIds) {
    List<Testimony> testimonies = clients.stream().map(PatientClient::testimony).toList();
    return Promises.broken(cloud, channelIds, testimonies);
  }

  static void awaitNone(Supplier<List<String>> complaints) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    List<String> left = complaints.get();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      left = complaints.get();
    }
    assertEquals(List.of(), left);
  }

  @Test
  void theRepairBringsWhatTheFirstPostLost() {
    try (FailedDelivery express = FailedDelivery.begin(Lane.EXPRESS, Fault.POST_LOST);
        FailedDelivery stream = FailedDelivery.begin(Lane.STREAM, Fault.POST_LOST)) {
      for (FailedDelivery delivery : List.of(express, stream)) {
        delivery.receiver().awaitMessage("at last");
        // which of them depends on the age of the message when its batch is full
        delivery.awaitPosters("repair", "deliver");
      }
    }
  }

  /** Who is told of a failure makes up for it without the repair. */
  @Test
  void theRetryQueueBringsWhatWasThrottled() {
    SITES.values().forEach(site -> site.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.only("repair")));
    try (FailedDelivery express = FailedDelivery.begin(Lane.EXPRESS, Fault.POST_THROTTLED);
        FailedDelivery stream = FailedDelivery.begin(Lane.STREAM, Fault.POST_THROTTLED)) {
      for (FailedDelivery delivery : List.of(express, stream)) {
        delivery.receiver().awaitMessage("at last");
        delivery.awaitPosters("deliver");
      }
    }
  }

  /** A message whose first posts all fail. {@code before}: the number of the last invocation that has nothing to do with it. */
  private record FailedDelivery(Site site, long before, TestClient sender, TestClient receiver)
      implements
        AutoCloseable {
    private static FailedDelivery begin(Lane lane, Fault fault) {
      Site site = SITES.get(lane);
      String receiver = "ben-" + fault;
      TestClient ann = TestClient.connect(site.cloud(), "ann-" + fault);
      TestClient ben = TestClient.connect(site.cloud(), receiver);
      site.faults().set(fault, Dose.ALWAYS.only(site.poster().name()));
      FailedDelivery delivery = new FailedDelivery(site, site.cloud().journal().newest().getFirst().number(), ann, ben);
      assertEquals("accepted", ann.sendTo(receiver, "m1", 0, "at last").text("event"));
      return delivery;
    }

    /** Waits until those who have posted are the first one and one of these. */
    private void awaitPosters(String... others) {
      awaitNone(() -> {
        Set<String> posters = posters();
        return posters.remove(site.poster().name()) && posters.size() == 1 && List.of(others).containsAll(posters)
            ? List.of()
            : List.of("posted: " + posters);
      });
    }

    /** Of messages: a snapshot of contacts is posted to each new socket. */
    private Set<String> posters() {
      return site.cloud().journal().newest().stream().filter(invocation -> invocation.number() > before)
          .filter(invocation -> !invocation.function().equals(Topology.PRESENCE_FUNCTION))
          .filter(invocation -> invocation.effects().stream().anyMatch(Effect.Post.class::isInstance))
          .map(invocation -> invocation.function().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
      sender.close();
      receiver.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStreamComesAgainAfterACrash(Lane lane) {
    Site site = SITES.get(lane);
    site.faults().set(Fault.FUNCTION_CRASHES, Dose.ALWAYS.times(3).only("fan-out"));
    try (TestClient ann = TestClient.connect(site.cloud(), "ann3");
        TestClient ben = TestClient.connect(site.cloud(), "ben3")) {
      String channelId = ann.sendTo("ben3", "m1", 0, "after a crash").text("channelId");
      ben.awaitMessage("after a crash");
      awaitNone(() -> Promises.behind(site.cloud(), List.of(channelId)));
      assertEquals(3, site.faults().strikes().get(Fault.FUNCTION_CRASHES));
    }
  }
}
