package chat.group;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.StateChange;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Ports;
import chat.group.ManageInvites.Outcome;
import chat.messaging.LogEntry;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.messaging.TestEntries;
import chat.model.Change.Edit;
import chat.model.Change.Pin;
import chat.model.Change.React;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.GroupChange;
import chat.model.GroupChange.Add;
import chat.model.GroupChange.Create;
import chat.model.GroupChange.Join;
import chat.model.GroupChange.Leave;
import chat.model.GroupChange.Promote;
import chat.model.GroupChange.Remove;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.RateLimit;
import chat.model.Role;
import chat.model.UserId;
import chat.wire.ClientAction.CreateInvite;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.RevokeInvite;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What groups do on any store. After every test the tables say what the logs say. */
public abstract class GroupContract {
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final UserId OWNER = new UserId("owner");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CLEO = new UserId("cleo");
  private static final GroupSettings SETTINGS = new GroupSettings("Group", "of friends", false, History.JOINED);
  private static final Text HELLO = new Text("hello");

  /** The clock, and what is no table. */
  private final InMemoryPorts outside = new InMemoryPorts();
  private final Set<ChannelId> groups = new LinkedHashSet<>();
  private Ports ports;
  private ChatApp app;

  protected abstract Ports ports(InMemoryPorts outside);

  /** How often a race is run. */
  protected abstract int races();

  @BeforeEach
  void wire() {
    ports = ports(outside);
    app = TestApps.on(ports, 100);
  }

  @AfterEach
  void theTablesSayWhatTheLogsSay() {
    groups.forEach(group -> GroupReplay.assertConsistent(group, ports));
  }

  private static ClientMessageId newId() {
    return new ClientMessageId(UUID.randomUUID().toString());
  }

  /** At a pace that nobody is refused for. */
  private ChannelId group(GroupSettings settings, UserId... members) {
    outside.now = outside.now.plus(RateLimit.GROUP_CREATIONS.chargeTime());
    return seen(appended(app.createGroup().create(OWNER, SOCKET, newId(), new Create(settings, List.of(members)))));
  }

  private ChannelId group(UserId... members) {
    return group(SETTINGS, members);
  }

  private ChannelId seen(LogEntry entry) {
    groups.add(entry.message().channelId());
    return entry.message().channelId();
  }

  private static LogEntry appended(SendOutcome outcome) {
    return assertInstanceOf(Appended.class, outcome).entry();
  }

  private static void assertRefused(Reason reason, SendOutcome outcome) {
    assertEquals(new Refused(reason), outcome);
  }

  private List<LogEntry> log(ChannelId group) {
    return ports.messageLog().from(group, 1, 10_000);
  }

  private long head(ChannelId group) {
    return ports.messageLog().before(group, Limits.MAX_SEQ, 1).stream().mapToLong(entry -> entry.message().seq())
        .findFirst().orElse(0);
  }

  private SendOutcome send(UserId user, ChannelId group, Content content) {
    return send(user, group, head(group), newId(), content);
  }

  private SendOutcome send(UserId user, ChannelId group, long afterSeq, ClientMessageId id, Content content) {
    Send send = new Send(null, new ToChannel(group), id, afterSeq, content);
    return content instanceof GroupChange || content instanceof Pin
        ? app.changeChannel().change(user, SOCKET, group, send)
        : app.sendMessage().send(user, SOCKET, group, send);
  }

  private InviteCode invite(ChannelId group, Duration lifetime, int uses) {
    return assertInstanceOf(Outcome.Created.class,
        app.manageInvites().manage(OWNER, new CreateInvite(null, group, lifetime, uses))).invite().code();
  }

  private SendOutcome join(UserId user, InviteCode code) {
    return app.joinGroup().join(user, SOCKET, newId(), code);
  }

  private Map<UserId, Role> roles(ChannelId group) {
    return ports.memberships().all(group).stream().filter(Membership::isActive)
        .collect(toMap(Membership::userId, Membership::role));
  }

  private GroupSettings settings(ChannelId group) {
    return assertInstanceOf(Channel.Kind.Group.class, ports.channels().get(group).orElseThrow().kind()).settings();
  }

  private Membership place(ChannelId group, UserId user) {
    return ports.memberships().find(group, user).orElseThrow();
  }

  /** Starts all at one moment and returns what became of each. */
  private static <T> List<T> together(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<Future<T>> futures = tasks.stream().map(task -> threads.submit(() -> {
        start.await();
        return task.call();
      })).toList();
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void aGroupIsCreatedWithItsMembers() {
    ChannelId group = group(ANN, BEN, OWNER);
    assertEquals(Map.of(OWNER, Role.OWNER, ANN, Role.MEMBER, BEN, Role.MEMBER), roles(group));
    assertEquals(SETTINGS, settings(group));
    assertEquals(1, head(group));
  }

  @Test
  void creatingIsSafeToRepeat() {
    ClientMessageId id = newId();
    Create create = new Create(SETTINGS, List.of(ANN));
    LogEntry first = appended(app.createGroup().create(OWNER, SOCKET, id, create));
    ChannelId group = seen(first);
    appended(send(ANN, group, HELLO));
    assertEquals(first, assertInstanceOf(AlreadyAppended.class,
        app.createGroup().create(OWNER, SOCKET, id, create)).entry());
    assertRefused(Reason.ID_REUSED,
        app.createGroup().create(OWNER, SOCKET, id, new Create(SETTINGS, List.of(ANN, BEN))));
    assertEquals(2, head(group));
    assertEquals(Set.of(OWNER, ANN), roles(group).keySet());
    assertNotEquals(group,
        seen(appended(app.createGroup().create(ANN, SOCKET, id, create))), "another's id is another group");
  }

  @Test
  void onlyNewcomersAreAdded() {
    ChannelId group = group(ANN);
    LogEntry added = appended(send(OWNER, group, new Add(List.of(ANN, BEN, CLEO))));
    assertEquals(new Add(List.of(BEN, CLEO)), added.message().content());
    assertEquals(2, place(group, BEN).joinedSeq());
    assertEquals(1, place(group, ANN).joinedSeq());
    assertRefused(Reason.ALREADY_MEMBER, send(OWNER, group, new Add(List.of(ANN, OWNER))));
  }

  /** The entry tells less than was sent, and a repeat is known all the same. */
  @Test
  void addingIsSafeToRepeat() {
    ChannelId group = group(ANN);
    ClientMessageId id = newId();
    LogEntry added = appended(send(OWNER, group, 1, id, new Add(List.of(ANN, BEN))));
    appended(send(OWNER, group, new Remove(BEN)));
    assertEquals(new AlreadyAppended(added), send(OWNER, group, 1, id, new Add(List.of(ANN, BEN))));
    assertRefused(Reason.ID_REUSED, send(OWNER, group, 1, id, new Add(List.of(CLEO))));
    assertEquals(Set.of(OWNER, ANN), roles(group).keySet());
  }

  @Test
  void whoIsRemovedOrLeftWritesAndReadsNoMore() {
    ChannelId group = group(ANN, BEN);
    appended(send(OWNER, group, new Remove(ANN)));
    appended(send(BEN, group, new Leave(null)));
    for (UserId former : List.of(ANN, BEN)) {
      assertRefused(Reason.NOT_A_MEMBER, send(former, group, HELLO));
      assertRefused(Reason.NOT_A_MEMBER, send(former, group, new Leave(null)));
      assertEquals(Optional.empty(), ports.memberships().find(group, former));
      assertRefused(Reason.UNKNOWN_MEMBER, send(OWNER, group, new Remove(former)));
      assertRefused(Reason.UNKNOWN_MEMBER, send(OWNER, group, new Promote(former, Role.ADMIN)));
    }
  }

  @Test
  void theLongestServingAdminTakesOver() {
    ChannelId group = group(ANN);
    appended(send(OWNER, group, new Add(List.of(BEN))));
    appended(send(OWNER, group, new Add(List.of(CLEO))));
    appended(send(OWNER, group, new Promote(CLEO, Role.ADMIN)));
    appended(send(OWNER, group, new Promote(BEN, Role.ADMIN)));
    assertEquals(new Leave(BEN), appended(send(OWNER, group, new Leave(null))).message().content());
    assertEquals(Map.of(ANN, Role.MEMBER, BEN, Role.OWNER, CLEO, Role.ADMIN), roles(group));
  }

  @Test
  void withoutAdminsTheLongestServingMemberTakesOver() {
    ChannelId group = group(CLEO);
    appended(send(OWNER, group, new Add(List.of(ANN, BEN))));
    appended(send(OWNER, group, new Remove(CLEO)));
    appended(send(OWNER, group, new Add(List.of(CLEO))));
    assertEquals(new Leave(ANN), appended(send(OWNER, group, new Leave(null))).message().content());
    assertEquals(new Leave(BEN), appended(send(ANN, group, new Leave(null))).message().content());
    assertEquals(Map.of(BEN, Role.OWNER, CLEO, Role.MEMBER), roles(group));
  }

  @Test
  void theLastMemberLeavesAnEmptyGroup() {
    ChannelId group = group();
    assertEquals(new Leave(null), appended(send(OWNER, group, new Leave(null))).message().content());
    assertEquals(Map.of(), roles(group));
    assertRefused(Reason.NOT_A_MEMBER, send(OWNER, group, HELLO));
  }

  @Test
  void whoComesBackStartsAnew() {
    ChannelId group = group(ANN);
    appended(send(ANN, group, HELLO));
    appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
    ports.memberships().advance(ANN, new Cursor(group, 3, 2));
    appended(send(ANN, group, new Leave(null)));
    appended(send(OWNER, group, HELLO));
    appended(send(OWNER, group, new Add(List.of(ANN))));
    assertEquals(Membership.joining(group, ANN, Role.MEMBER, 6, History.JOINED), place(group, ANN));
    appended(send(ANN, group, HELLO));
  }

  @Test
  void cursorsOutliveAChangeOfRole() {
    ChannelId group = group(ANN);
    ports.memberships().advance(ANN, new Cursor(group, 1, 1));
    appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
    assertEquals(1, place(group, ANN).read());
    assertEquals(Role.ADMIN, place(group, ANN).role());
  }

  @Test
  void aGroupIsMutedUntilItsMemberLeaves() {
    ChannelId group = group(ANN);
    assertEquals(true, app.muteChannel().mute(ANN, group, Membership.FOR_EVER));
    appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
    assertEquals(Membership.FOR_EVER, place(group, ANN).mutedUntil());
    appended(send(ANN, group, new Leave(null)));
    assertEquals(false, app.muteChannel().mute(ANN, group, outside.now));
    assertEquals(false, app.muteChannel().unmute(ANN, group));
    assertEquals(Membership.FOR_EVER, GroupReplay.place(group, ANN, ports).mutedUntil());
    appended(send(OWNER, group, new Add(List.of(ANN))));
    assertEquals(Instant.EPOCH, place(group, ANN).mutedUntil());
  }

  @Test
  void rolesAreGivenAndTaken() {
    ChannelId group = group(ANN, BEN);
    appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
    appended(send(ANN, group, new Promote(BEN, Role.ADMIN)));
    assertRefused(Reason.FORBIDDEN, send(ANN, group, new Promote(BEN, Role.MEMBER)));
    appended(send(OWNER, group, new Promote(BEN, Role.MEMBER)));
    assertRefused(Reason.FORBIDDEN, send(BEN, group, new Promote(ANN, Role.MEMBER)));
    appended(send(OWNER, group, new Promote(BEN, Role.OWNER)));
    assertEquals(Map.of(OWNER, Role.ADMIN, ANN, Role.ADMIN, BEN, Role.OWNER), roles(group));
    assertRefused(Reason.FORBIDDEN, send(OWNER, group, new Promote(OWNER, Role.OWNER)));
  }

  @Test
  void settingsThatAreNotGivenStay() {
    ChannelId group = group();
    set(group, Optional.of("Other"), Optional.empty(), Optional.empty(), Optional.empty());
    assertEquals(new GroupSettings("Other", "of friends", false, History.JOINED), settings(group));
    set(group, Optional.empty(), Optional.of(""), Optional.empty(), Optional.of(History.ALL));
    assertEquals(new GroupSettings("Other", "", false, History.ALL), settings(group));
    set(group, Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
    assertEquals(new GroupSettings("Other", "", true, History.ALL), settings(group));
  }

  private void set(ChannelId group, Optional<String> name, Optional<String> description,
      Optional<Boolean> announcement, Optional<History> history) {
    appended(send(OWNER, group, new GroupChange.Set(name, description, announcement, history)));
  }

  private void setAnnouncement(ChannelId group, boolean announcement) {
    set(group, Optional.empty(), Optional.empty(), Optional.of(announcement), Optional.empty());
  }

  /** Also for a sender who has not heard of it. */
  @Test
  void announcementsOnlyHoldsAtOnce() {
    ChannelId group = group(ANN, BEN);
    appended(send(ANN, group, HELLO));
    appended(send(OWNER, group, new Promote(BEN, Role.ADMIN)));
    setAnnouncement(group, true);
    for (long afterSeq = 0; afterSeq <= 4; afterSeq++) {
      assertRefused(Reason.FORBIDDEN, send(ANN, group, afterSeq, newId(), HELLO));
      assertRefused(Reason.FORBIDDEN, send(ANN, group, afterSeq, newId(), new Edit(2, new Text("better"))));
    }
    appended(send(ANN, group, 1, newId(), new React(2, "👍", false)));
    appended(send(BEN, group, 1, newId(), HELLO));
    appended(send(OWNER, group, new Promote(BEN, Role.MEMBER)));
    assertRefused(Reason.FORBIDDEN, send(BEN, group, 4, newId(), HELLO));
    assertRefused(Reason.FORBIDDEN, send(BEN, group, HELLO));
    setAnnouncement(group, false);
    appended(send(ANN, group, 4, newId(), HELLO));
  }

  @Test
  void aGroupMayBeginWithAnnouncementsOnly() {
    ChannelId group = group(new GroupSettings("News", "", true, History.ALL), ANN);
    assertRefused(Reason.FORBIDDEN, send(ANN, group, 0, newId(), HELLO));
    assertRefused(Reason.FORBIDDEN, send(ANN, group, HELLO));
    appended(send(OWNER, group, HELLO));
  }

  @Test
  void soManyMessagesArePinned() {
    ChannelId group = group(ANN);
    for (int seq = 2; seq <= Limits.PINNED + 2; seq++) {
      appended(send(ANN, group, HELLO));
    }
    for (int seq = 2; seq <= Limits.PINNED + 1; seq++) {
      appended(send(OWNER, group, new Pin(seq, false)));
    }
    assertRefused(Reason.LIMIT_REACHED, send(OWNER, group, new Pin(Limits.PINNED + 2, false)));
    appended(send(OWNER, group, new Pin(2, false)));
    appended(send(OWNER, group, new Pin(5, true)));
    appended(send(OWNER, group, new Pin(Limits.PINNED + 2, false)));
    assertEquals(List.of(3L, 4L, 6L), pinned(group).subList(0, 3));
    assertEquals(List.of(2L, 22L), pinned(group).subList(18, 20));
    assertRefused(Reason.UNKNOWN_TARGET, send(OWNER, group, new Pin(1, false)));
    assertRefused(Reason.FORBIDDEN, send(ANN, group, new Pin(2, true)));
  }

  private List<Long> pinned(ChannelId group) {
    return ports.channels().get(group).orElseThrow().pinned();
  }

  @Test
  void anInviteLetsInUntilItExpires() {
    ChannelId group = group();
    InviteCode code = invite(group, Duration.ofSeconds(10), 2);
    outside.now = outside.now.plusMillis(9_999);
    assertEquals(new Join(), appended(join(ANN, code)).message().content());
    assertRefused(Reason.ALREADY_MEMBER, join(ANN, code));
    outside.now = outside.now.plusMillis(1);
    assertRefused(Reason.INVALID_INVITE, join(BEN, code));
    assertEquals(Map.of(OWNER, Role.OWNER, ANN, Role.MEMBER), roles(group));
  }

  @Test
  void aRevokedInviteLetsNobodyIn() {
    ChannelId group = group();
    InviteCode one = invite(group, Duration.ofDays(1), 5);
    InviteCode other = invite(group, Duration.ofDays(1), 5);
    app.manageInvites().manage(OWNER, new RevokeInvite(null, group, one));
    assertRefused(Reason.INVALID_INVITE, join(ANN, one));
    appended(join(ANN, other));
    app.manageInvites().manage(OWNER, new RevokeInvite(null, group, null));
    assertRefused(Reason.INVALID_INVITE, join(BEN, other));
  }

  @Test
  void joiningIsSafeToRepeat() {
    ChannelId group = group();
    InviteCode code = invite(group, Duration.ofDays(1), 1);
    ClientMessageId id = newId();
    LogEntry first = appended(app.joinGroup().join(ANN, SOCKET, id, code));
    appended(send(OWNER, group, HELLO));
    assertEquals(new AlreadyAppended(first), app.joinGroup().join(ANN, SOCKET, id, code));
    assertEquals(3, head(group));
  }

  @Test
  void parallelJoinsUseAnInviteUpExactly() throws Exception {
    ChannelId group = group();
    InviteCode code = invite(group, Duration.ofDays(1), 5);
    List<SendOutcome> outcomes = together(IntStream.range(0, 20)
        .<Callable<SendOutcome>>mapToObj(number -> () -> join(new UserId("user" + number), code)).toList());
    List<LogEntry> joined = outcomes.stream().filter(Appended.class::isInstance).map(GroupContract::appended).toList();
    assertEquals(5, joined.size(), outcomes.toString());
    assertEquals(15, outcomes.stream().filter(new Refused(Reason.INVALID_INVITE)::equals).count());
    assertEquals(LongStream.rangeClosed(2, 6).boxed().toList(),
        joined.stream().map(entry -> entry.message().seq()).sorted().toList());
    assertEquals(6, roles(group).size());
  }

  @Test
  void newcomersReadWhatTheGroupLetsThem() {
    ChannelId group = group();
    appended(send(OWNER, group, HELLO));
    appended(send(OWNER, group, new Add(List.of(ANN))));
    set(group, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(History.ALL));
    appended(send(OWNER, group, new Add(List.of(BEN))));
    InviteCode code = invite(group, Duration.ofDays(1), 5);
    appended(join(CLEO, code));
    assertEquals(3, place(group, ANN).readableFrom());
    assertEquals(1, place(group, BEN).readableFrom());
    assertEquals(1, place(group, CLEO).readableFrom());
    assertRefused(Reason.UNKNOWN_TARGET, send(ANN, group, new React(2, "👍", false)));
    appended(send(BEN, group, new React(2, "👍", false)));
  }

  /** The member sends, edits and reacts as fast as they can, knowing the log more or less, while they are removed. */
  @Test
  void nothingOfARemovedMemberComesAfterTheirRemoval() throws Exception {
    Random random = new Random(7);
    for (int race = 0; race < races(); race++) {
      ChannelId group = group(ANN, BEN);
      appended(send(ANN, group, HELLO));
      boolean leaves = random.nextInt(4) == 0;
      int before = random.nextInt(4);
      long seed = random.nextLong();
      together(List.of(() -> sendUntilRefused(ANN, group, new Random(seed), 50),
          () -> sendUntilRefused(BEN, group, new Random(seed + 1), before + 3), () -> {
            for (int number = 0; number < before; number++) {
              appended(send(OWNER, group, 1, newId(), HELLO));
            }
            return leaves
                ? appended(send(ANN, group, 1, newId(), new Leave(null)))
                : appended(send(OWNER, group, 1, newId(), new Remove(ANN)));
          }));
      List<LogEntry> log = log(group);
      long end = log.stream().filter(entry -> entry.message().content() instanceof Remove
          || entry.message().content() instanceof Leave).findFirst().orElseThrow().message().seq();
      assertTrue(log.stream().noneMatch(
          entry -> entry.message().sender().equals(ANN) && entry.message().seq() > end), log.toString());
      assertEquals(end, GroupReplay.place(group, ANN, ports).leftSeq());
    }
  }

  private SendOutcome sendUntilRefused(UserId user, ChannelId group, Random random, int most) {
    long known = 1;
    for (int number = 0; number < most; number++) {
      Content content = List.of(HELLO, new React(2, "👍", random.nextBoolean()),
          user.equals(ANN) ? new Edit(2, HELLO) : HELLO).get(random.nextInt(3));
      switch (send(user, group, random.nextBoolean() ? 1 : known, newId(), content)) {
        case Appended(LogEntry entry) -> known = entry.message().seq();
        case SendOutcome other -> {
          assertRefused(Reason.NOT_A_MEMBER, other);
          return other;
        }
      }
    }
    return new Refused(Reason.CONTENDED);
  }

  /** Admins cannot remove each other; of two who remove the same member one succeeds. */
  @Test
  void aMemberIsRemovedOnce() throws Exception {
    for (int race = 0; race < races(); race++) {
      ChannelId group = group(ANN, BEN, CLEO);
      appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
      appended(send(OWNER, group, new Promote(BEN, Role.ADMIN)));
      assertEquals(List.of(new Refused(Reason.FORBIDDEN), new Refused(Reason.FORBIDDEN)),
          together(List.of(() -> send(ANN, group, 3, newId(), new Remove(BEN)),
              () -> send(BEN, group, 3, newId(), new Remove(ANN)))));
      List<SendOutcome> outcomes = together(List.of(() -> send(ANN, group, 3, newId(), new Remove(CLEO)),
          () -> send(BEN, group, 3, newId(), new Remove(CLEO))));
      assertEquals(1, outcomes.stream().filter(Appended.class::isInstance).count());
      assertEquals(1, outcomes.stream().filter(new Refused(Reason.UNKNOWN_MEMBER)::equals).count());
    }
  }

  @Test
  void whoLosesTheirRoleMeanwhileChangesNothing() throws Exception {
    for (int race = 0; race < races(); race++) {
      ChannelId group = group(ANN, BEN);
      appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
      List<SendOutcome> outcomes = together(List.of(() -> send(OWNER, group, 2, newId(), new Promote(ANN, Role.MEMBER)),
          () -> send(ANN, group, 2, newId(), new Remove(BEN))));
      LogEntry demotion = appended(outcomes.getFirst());
      switch (outcomes.getLast()) {
        case Appended(LogEntry removal) -> assertTrue(removal.message().seq() < demotion.message().seq());
        case SendOutcome other -> assertRefused(Reason.FORBIDDEN, other);
      }
    }
  }

  /** Both were owners of the moment: the one who passed the group on can no longer remove whom they passed it to. */
  @Test
  void passingOnAndRemovingAtOnceLeaveOneOwner() throws Exception {
    for (int race = 0; race < races(); race++) {
      ChannelId group = group(ANN, BEN);
      List<SendOutcome> outcomes = together(List.of(() -> send(OWNER, group, 1, newId(), new Promote(ANN, Role.OWNER)),
          () -> send(OWNER, group, 1, newId(), new Remove(ANN)),
          () -> send(OWNER, group, 1, newId(), new Promote(BEN, Role.OWNER)),
          () -> send(OWNER, group, 1, newId(), new Leave(null))));
      assertTrue(outcomes.stream().anyMatch(Appended.class::isInstance));
      assertEquals(1, roles(group).values().stream().filter(Role.OWNER::equals).count(), log(group).toString());
    }
  }

  /** Whatever they try at once, each entry was allowed when it was stored, which the replay of the log finds out. */
  @Test
  void everybodyChangesAnythingAtOnce() throws Exception {
    List<UserId> users = List.of(OWNER, ANN, BEN, CLEO, new UserId("dan"), new UserId("eve"));
    Random random = new Random(11);
    for (int race = 0; race < Math.max(2, races() / 10); race++) {
      ChannelId group = group(ANN, BEN, CLEO);
      appended(send(OWNER, group, new Promote(ANN, Role.ADMIN)));
      InviteCode code = invite(group, Duration.ofDays(1), 50);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (UserId user : users) {
        Random choices = new Random(random.nextLong());
        tasks.add(() -> {
          int done = 0;
          for (int number = 0; number < 15; number++) {
            UserId other = users.get(choices.nextInt(users.size()));
            long afterSeq = choices.nextBoolean() ? 1 : head(group) + choices.nextInt(2);
            SendOutcome outcome = choices.nextInt(8) == 0
                ? join(user, code)
                : send(user, group, afterSeq, newId(), anything(choices, other));
            done += outcome instanceof Appended ? 1 : 0;
          }
          return done;
        });
      }
      int done = together(tasks).stream().mapToInt(Integer::intValue).sum();
      assertEquals(2 + done, head(group));
    }
  }

  private static Content anything(Random choices, UserId other) {
    return switch (choices.nextInt(12)) {
      case 0, 1 -> new Add(List.of(other));
      case 2 -> new Remove(other);
      case 3 -> new Leave(null);
      case 4 -> new Promote(other, Role.ADMIN);
      case 5 -> new Promote(other, Role.MEMBER);
      case 6, 7 -> new Promote(other, Role.OWNER);
      case 8, 9 -> new GroupChange.Set(Optional.empty(), Optional.empty(), Optional.of(choices.nextBoolean()),
          Optional.of(choices.nextBoolean() ? History.ALL : History.JOINED));
      case 10 -> new Pin(3 + choices.nextInt(5), choices.nextBoolean());
      default -> HELLO;
    };
  }

  /** Set up at once: a group that says it has all but one of the members that it may have. */
  @Test
  void aGroupHasSoManyMembers() {
    ChannelId group = ChannelId.group(OWNER, newId());
    Create create = new Create(SETTINGS, List.of());
    assertTrue(ports.messageLog().put(TestEntries.entry(TestEntries.message(group, 1, OWNER, create)),
        Optional.of(StateChange.of(Channel.opened(group, new Channel.Kind.Group(SETTINGS, Limits.MEMBERS - 1)),
            List.of(Membership.joining(group, OWNER, Role.OWNER, 1, History.JOINED))))));
    InviteCode code = invite(group, Duration.ofDays(1), 1);
    assertRefused(Reason.LIMIT_REACHED, send(OWNER, group, new Add(List.of(ANN, BEN))));
    appended(send(OWNER, group, new Add(List.of(OWNER, ANN))));
    assertRefused(Reason.LIMIT_REACHED, send(OWNER, group, new Add(List.of(BEN))));
    assertRefused(Reason.LIMIT_REACHED, join(BEN, code));
    appended(send(OWNER, group, new Remove(ANN)));
    appended(join(BEN, code));
    assertRefused(Reason.LIMIT_REACHED, send(OWNER, group, new Add(List.of(ANN))));
    assertEquals(Set.of(OWNER, BEN), roles(group).keySet());
  }
}
