package chat.watch;

import chat.aws.sns.PushApplications;
import chat.contact.RequestContact;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import chat.model.PresenceState;
import chat.model.Reach;
import chat.model.UserId;
import chat.presence.Lease;
import chat.simulation.Chance;
import chat.simulation.Faults;
import chat.simulation.History;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A run: contacts with devices that come and go, a cloud that fails and then does not. In the end every word is true, who
 * falls silent is found in time, and when all are gone nothing is left.
 */
final class PresenceWorld {
  private static final List<UserId> USERS = Stream.of("a", "b", "c").map(UserId::new).toList();
  private static final int MOST_DEVICES = 3;
  /** What the stream's window and the queue add to a lease. */
  private static final Duration TELLING = Duration.ofSeconds(10);
  /** For the last frame that is under way. */
  private static final Duration ARRIVING = Duration.ofSeconds(2);
  /** For what failed last to be tried again. */
  private static final Duration RETRYING = Duration.ofSeconds(40);
  private static final int MOST_PLANS = 200_000;

  private final Chance chance;
  private final Lease lease;
  private final Timeline timeline = new Timeline();
  private final History history;
  private final Faults faults;
  private final Truth truth;
  private final PresenceFunctions functions;
  private final WatchTables tables;
  private final ChatApp app;
  private final List<PresenceClient> clients = new ArrayList<>();
  private final boolean changesContacts;
  private int plans;

  /** How a run ended. */
  record Result(List<String> violations, List<String> history, int plans) {}

  static Result run(long seed, PresenceBuild build, boolean keepHistory) {
    return new PresenceWorld(seed, build, keepHistory).run();
  }

  private PresenceWorld(long seed, PresenceBuild build, boolean keepHistory) {
    chance = new Chance(seed);
    lease = lease(chance.below(5));
    history = new History(timeline, keepHistory);
    faults = new Faults(chance.fork());
    truth = new Truth(lease, timeline::now, history);
    Steps steps = new Steps(timeline, chance.fork(), faults, history);
    functions = new PresenceFunctions(timeline, steps, history, truth);
    tables = new WatchTables(USERS, timeline, truth, new WatchRecords(timeline, steps, chance.fork(), functions));
    PresenceOrders orders = new PresenceOrders(timeline, steps, chance.fork(), functions);
    Lines lines = new Lines(timeline, steps, chance.fork(), history, functions, truth);
    app = new ChatApp(settings(), build.of(PresencePorts.of(steps, truth, tables, orders, lines)));
    functions.deploy(app);
    for (UserId user : USERS) {
      for (int device = 1 + chance.below(MOST_DEVICES); device > 0; device--) {
        clients.add(new PresenceClient(user, user.value() + device, timeline, chance.fork(), lines));
      }
    }
    changesContacts = chance.happens(0.4);
    becomeContacts();
  }

  private static Lease lease(int which) {
    return switch (which) {
      case 0 -> lease(45, 180, 540, 20);
      case 1 -> lease(3, 12, 3, 8);
      default -> lease(5, 20, 15, 10);
    };
  }

  private static Lease lease(long heartbeat, long length, long idleHeartbeat, long grace) {
    return new Lease(Duration.ofSeconds(heartbeat), Duration.ofSeconds(length), Duration.ofSeconds(idleHeartbeat),
        Duration.ofSeconds(grace));
  }

  private Settings settings() {
    URI nowhere = URI.create("https://nowhere.example");
    return new Settings("world", nowhere, "issuer", "audience", nowhere, lease, nowhere, nowhere, nowhere, nowhere,
        nowhere,
        PushApplications.NONE, 100);
  }

  private void becomeContacts() {
    RequestContact request = new RequestContact(tables.contacts, (_, _) -> {}, timeline::now);
    for (UserId one : USERS) {
      USERS.stream().filter(other -> !other.equals(one)).forEach(other -> request.request(one, other));
    }
    for (UserId one : USERS) {
      USERS.stream().filter(other -> !other.equals(one)).forEach(other -> tables.noteShared(one, other));
    }
  }

  private Result run() {
    Duration active = lease.length().multipliedBy(4);
    long activeMicros = Timeline.micros(active);
    clients.forEach(client -> timeline.in(chance.skewed(0, activeMicros), client::comeIn));
    int acts = 5 + chance.below(25);
    for (int act = 0; act < acts; act++) {
      timeline.in(chance.between(0, activeMicros), this::act);
    }
    pass(active);
    history.note(() -> "from now on everything works");
    faults.end();
    pass(idleLease().plus(lease.grace()).plus(TELLING).plus(RETRYING));
    requireTrueWords("when all has settled");
    silence();
    clients.forEach(PresenceClient::goOut);
    pass(Duration.ofDays(1));
    truth.require(USERS.stream().allMatch(user -> truth.state(user) == PresenceState.OFFLINE), () -> "somebody stays");
    truth.require(tables.watches.all().isEmpty(), () -> "left over: " + tables.watches.all());
    return new Result(truth.violations(), history.lines(), plans);
  }

  private Duration idleLease() {
    return lease.length().multipliedBy(lease.idleHeartbeat().toMillis()).dividedBy(lease.heartbeat().toMillis());
  }

  private void pass(Duration time) {
    boolean[] over = new boolean[1];
    timeline.in(Timeline.micros(time), () -> over[0] = true);
    while (!over[0] && timeline.next()) {
      if (++plans > MOST_PLANS) {
        throw new IllegalStateException("There is no end.");
      }
    }
  }

  private void act() {
    PresenceClient client = chance.oneOf(clients);
    switch (chance.below(changesContacts ? 12 : 9)) {
      case 0, 1 -> client.comeIn();
      case 2 -> client.goOut();
      case 3 -> client.vanish(true);
      case 4, 5 -> {
        boolean silently = chance.happens(0.5);
        if (silently) {
          client.vanish(true);
        } else {
          client.goOut();
        }
        timeline.in(chance.between(0, Timeline.micros(lease.grace().multipliedBy(2))), client::comeIn);
      }
      case 6 -> client.be(true);
      case 7 -> client.be(false);
      case 8 -> client.disturb(chance.happens(0.5));
      default -> changeContact(client.userId());
    }
  }

  private void changeContact(UserId one) {
    UserId other = chance.oneOf(USERS.stream().filter(user -> !user.equals(one)).toList());
    switch (chance.below(5)) {
      case 0 -> functions.ask("block", () -> app.block().block(one, other));
      case 1 -> functions.ask("remove", () -> app.removeContact().remove(one, other));
      case 2 -> functions.ask("hide", () -> show(one, Reach.NOBODY));
      case 3 -> functions.ask("show", () -> show(one, Reach.CONTACTS));
      default -> functions.ask("accept", () -> {
        app.block().unblock(one, other);
        app.block().unblock(other, one);
        app.requestContact().request(one, other);
        app.requestContact().request(other, one);
      });
    }
  }

  private void show(UserId user, Reach seenBy) {
    app.changePrivacy().change(user, Optional.empty(), Optional.of(seenBy), Optional.empty());
  }

  private void requireTrueWords(String when) {
    clients.stream().filter(PresenceClient::isOpen).forEach(client -> USERS.stream()
        .filter(user -> !user.equals(client.userId()) && truth.isShared(client.userId(), user))
        .forEach(user -> truth.require(client.wordOf(user) == truth.state(user), () -> when + " " + client
            + " believes that " + user + " is " + client.wordOf(user) + ", who is " + truth.state(user))));
  }

  /** All devices of a user fall silent, and the gateway notices nothing. */
  private void silence() {
    Predicate<PresenceClient> open = PresenceClient::isOpen;
    Optional<UserId> silent = clients.stream().filter(open).map(PresenceClient::userId).findFirst();
    if (silent.isEmpty()) {
      return;
    }
    UserId user = silent.get();
    history.note(() -> user + " falls silent");
    clients.stream().filter(client -> client.userId().equals(user)).forEach(client -> client.vanish(false));
    pass(ARRIVING);
    Instant due = truth.shownUntil(user).plus(TELLING);
    pass(Duration.between(timeline.now(), due));
    requireTrueWords(TELLING + " after its lease");
    truth.require(truth.state(user) == PresenceState.OFFLINE, () -> user + " stays");
  }
}
