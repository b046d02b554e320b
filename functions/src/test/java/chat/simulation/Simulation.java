package chat.simulation;

import chat.aws.sns.PushApplications;
import chat.entrypoint.Settings;
import chat.model.ChannelId;
import chat.model.UserId;
import chat.presence.Lease;
import chat.simulation.Verdicts.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One run: some people with some devices, a cloud that fails, then one that does not, and the judgement. */
final class Simulation {
  private static final long ACTIVE_MICROS = Timeline.millis(20_000);
  private static final long HEARTBEAT_MICROS = Timeline.millis(8_000);
  private static final long SETTLE_MICROS = Timeline.millis(2_000);
  private static final long REPAIR_WINDOW_MICROS = Timeline.millis(10_000);
  private static final int MOST_PLANS = 100_000;
  /** With these, one of several devices may miss what no lane can know of, until it asks. */
  private static final Set<Fault> BEYOND_LANES = Set.of(Fault.FRAME_LOST, Fault.GONE_WHILE_OPEN, Fault.STALE_READ);

  private final Chance chance;
  private final Timeline timeline = new Timeline();
  private final History history;
  private final Verdicts verdicts;
  private final Faults faults;
  private final Tables tables;
  private final Ledger ledger;
  private final Gateway gateway;
  private final DeliveryQueues queues;
  private final List<Device> devices = new ArrayList<>();
  private final List<UserId> users;
  private final Workload workload;
  private int plans;

  /**
   * How a run ended.
   *
   * @param missed entries that a connected device lacked until it asked once more
   * @param held entries that connected devices had to have
   */
  record Result(List<Violation> violations, List<String> history, Map<Fault, Integer> faults, int plans, long held,
      long missed) {}

  static Result run(long seed, Build build, boolean keepHistory) {
    return new Simulation(seed, build, keepHistory).run();
  }

  private Simulation(long seed, Build build, boolean keepHistory) {
    chance = new Chance(seed);
    history = new History(timeline, keepHistory);
    verdicts = new Verdicts(history);
    faults = new Faults(chance.fork());
    Steps steps = new Steps(timeline, chance.fork(), faults, history);
    tables = new Tables(steps, verdicts);
    ledger = new Ledger(tables, verdicts);
    Functions functions = new Functions(steps, history, verdicts);
    gateway = new Gateway(timeline, steps, chance.fork(), faults, history, functions, ledger);
    queues = new DeliveryQueues(timeline, steps, chance.fork(), functions);
    functions.deploy(settings(), build, SimulatedPorts.of(steps, tables, gateway, queues), tables);
    tables.stream(new StreamReader(timeline, steps, chance.fork(), functions, Lambda.FAN_OUT, 0,
        build.streamRetries()));
    if (build.repairLane()) {
      tables.stream(new StreamReader(timeline, steps, chance.fork(), functions, Lambda.REPAIR, REPAIR_WINDOW_MICROS,
          build.streamRetries()));
    }
    users = IntStream.rangeClosed(1, 2 + chance.below(3)).mapToObj(number -> new UserId("user" + number)).toList();
    for (UserId user : users) {
      int owned = 1 + chance.below(3);
      for (int number = 1; number <= owned; number++) {
        devices.add(device(user, user + "." + number));
      }
    }
    workload = new Workload(timeline, chance.fork(), faults, ledger, users, devices);
  }

  private Settings settings() {
    URI nowhere = URI.create("https://nowhere.example");
    return new Settings("simulation", nowhere, "issuer", "audience", nowhere,
        new Lease(Duration.ofSeconds(8), Duration.ofSeconds(32), Duration.ofSeconds(8), Duration.ofSeconds(8)), nowhere,
        nowhere,
        nowhere, nowhere, nowhere, PushApplications.NONE,
        chance.happens(0.5) ? 100 : 0);
  }

  private Device device(UserId user, String name) {
    return new Device(user, name, timeline, chance.fork(), gateway, history, verdicts);
  }

  private Result run() {
    devices.forEach(device -> timeline.in(chance.skewed(0, SETTLE_MICROS), device::comeBack));
    timeline.in(chance.between(0, SETTLE_MICROS), workload::createGroup);
    int acts = 10 + chance.below(30);
    for (int act = 0; act < acts; act++) {
      timeline.in(chance.between(SETTLE_MICROS / 2, ACTIVE_MICROS), workload::act);
    }
    devices.forEach(device -> {
      for (long at = HEARTBEAT_MICROS; at < ACTIVE_MICROS; at += HEARTBEAT_MICROS) {
        timeline.in(at + chance.between(0, SETTLE_MICROS), device::beat);
      }
    });
    timeline.in(ACTIVE_MICROS + SETTLE_MICROS, this::settle);
    comeToRest();
    Checker lanes = new Checker(tables, ledger, devices, verdicts);
    long missed = devices.stream().mapToLong(device -> missed(lanes, device)).sum();
    askOnceMore();
    comeToRest();
    new Checker(tables, ledger, devices, verdicts).check();
    long held = devices.stream().flatMap(device -> device.channels().stream())
        .mapToLong(channel -> channel.entries().size()).sum();
    return new Result(verdicts.all(), history.lines(), faults.struck(), plans, held, missed);
  }

  private void settle() {
    history.note(() -> "from now on everything works");
    faults.end();
    devices.forEach(device -> {
      device.comeBack();
      timeline.in(chance.between(SETTLE_MICROS / 2, SETTLE_MICROS), device::beat);
    });
  }

  private void comeToRest() {
    while (timeline.next()) {
      if (++plans > MOST_PLANS) {
        verdicts.broken(Promise.REST, () -> "there is no end");
        return;
      }
    }
  }

  private long missed(Checker lanes, Device device) {
    long missed = 0;
    for (ChannelId channelId : tables.channelIds()) {
      List<Long> missing = lanes.missing(device, channelId);
      missed += missing.size();
      verdicts.require(missing.isEmpty() || !lanesSuffice(device), Promise.LANES,
          () -> device + " lacks " + missing + " of " + channelId);
    }
    return missed;
  }

  /** The repair looks at users: what only one of several devices misses, it cannot see. */
  private boolean lanesSuffice(Device device) {
    boolean alone = devices.stream().filter(other -> other.userId().equals(device.userId())).count() == 1;
    return queues.deadLetters() == 0 && (alone || BEYOND_LANES.stream().noneMatch(faults::struck));
  }

  /** The periodic sync of every device, and one new device of every user. */
  private void askOnceMore() {
    history.note(() -> "every device asks once more, and everybody has a new one");
    devices.forEach(device -> timeline.in(chance.between(0, SETTLE_MICROS), device::sync));
    for (UserId user : users) {
      Device fresh = device(user, user + ".new");
      devices.add(fresh);
      timeline.in(chance.between(0, SETTLE_MICROS), fresh::comeBack);
    }
  }
}
