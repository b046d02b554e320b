package chat.erasure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.TestApps;
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Ports;
import chat.identity.Accounts;
import chat.limit.RateLimits;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Appended;
import chat.model.Account;
import chat.model.Change.Edit;
import chat.model.Change.React;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.Handle;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.Profile;
import chat.model.RateLimit;
import chat.model.Reach;
import chat.model.Report.Reason;
import chat.model.Role;
import chat.model.Standing;
import chat.model.UserId;
import chat.people.ChangeProfile;
import chat.people.ChangeProfile.Outcome;
import chat.people.ProfileChange;
import chat.people.Profiles;
import chat.people.SearchPeople.Query;
import chat.presence.Presences;
import chat.presence.TestSockets;
import chat.report.Reports;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Send;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That nothing of an erased user can be read any more, and everybody else's chat is as it was, on any store. */
public abstract class EraseAccountContract {
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final Duration TIME = Duration.ofSeconds(50);

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  /** Part of all that the user wrote and nobody else did; short enough for a reaction. */
  private final String secret = "secret" + run;
  private final UserId gone = new UserId("gone-" + run);
  private final UserId ann = new UserId("ann-" + run);
  private final UserId ben = new UserId("ben-" + run);
  private final UserId blocked = new UserId("blocked-" + run);
  private final UserId blocking = new UserId("blocking-" + run);
  /** It is held for a while. */
  private final Handle handle = new Handle("h" + run);
  private final ChannelId direct = ChannelId.direct(gone, ann);
  private final Deque<Erasure> queue = new ArrayDeque<>();
  private final Set<ChannelId> channelIds = new LinkedHashSet<>();
  private final Map<ChannelId, Long> heads = new HashMap<>();
  /** In the future, for the engine deletes at once what has outlived its time by its own clock. */
  private Instant now = Instant.parse("2099-11-25T10:00:00Z");
  private Duration pace = Duration.ZERO;
  private Ports ports;
  private ChatApp app;

  @BeforeEach
  void wire() {
    ports = ports((erasure, delay) -> {
      queue.add(erasure);
      now = now.plus(delay);
    }, this::tick);
    app = TestApps.on(ports, 0);
  }

  protected abstract Ports ports(Erasures erasures, InstantSource clock);

  /** All that is stored in these channels and elsewhere. */
  protected abstract String everything(Set<ChannelId> channelIds);

  private Instant tick() {
    now = now.plus(pace);
    return now;
  }

  private long said(UserId sender, Destination to, ChannelId channelId, Content content) {
    long afterSeq = heads.getOrDefault(channelId, 0L);
    Send send = new Send(null, to, new ClientMessageId("m" + afterSeq), afterSeq, content);
    SendOutcome outcome = content instanceof GroupChange
        ? app.changeChannel().change(sender, SOCKET, channelId, send)
        : app.sendMessage().send(sender, SOCKET, channelId, send);
    return followed(outcome);
  }

  private long followed(SendOutcome outcome) {
    LogEntry entry = assertInstanceOf(Appended.class, outcome).entry();
    ChannelId channelId = entry.message().channelId();
    assertEquals(OptionalInt.empty(), app.fanOut().deliver(List.of(entry), now.plusSeconds(10)));
    channelIds.add(channelId);
    heads.put(channelId, entry.message().seq());
    return entry.message().seq();
  }

  private ChannelId group(UserId owner, String id, int others) {
    List<UserId> members = IntStream.range(0, others).mapToObj(number -> new UserId("u" + number + "-" + run)).toList();
    GroupSettings settings = new GroupSettings("Hikers", "On Sundays", false, History.ALL);
    List<UserId> all = new ArrayList<>(List.of(gone, ann, ben));
    all.addAll(members);
    all.remove(owner);
    SendOutcome created = app.createGroup().create(owner, SOCKET, new ClientMessageId(id),
        new GroupChange.Create(settings, all));
    followed(created);
    return ChannelId.group(owner, new ClientMessageId(id));
  }

  private long inGroup(UserId sender, ChannelId group, Content content) {
    return said(sender, new ToChannel(group), group, content);
  }

  /** Fills every table with what the user wrote. Returns the group that they own. */
  private ChannelId world(int others) {
    ChannelId owned = group(gone, "owned" + run, others);
    long question = inGroup(ann, owned, new Text("Where to?"));
    long answer = inGroup(gone, owned, new Text(secret + " hill"));
    inGroup(gone, owned, new Edit(answer, new Text(secret + " mountain")));
    inGroup(ann, owned, new React(answer, "👍", false));
    inGroup(gone, owned, new React(question, secret, false));
    inGroup(ben, owned, new React(question, "👎", false));
    inGroup(gone, owned, new Content.File("f1", secret + ".png", "image/png", 7, secret, OptionalLong.empty()));
    inGroup(ben, owned, new Text("Fine"));
    inGroup(gone, owned, new Text(secret + " and last"));
    ChannelId left = group(ann, "left" + run, 0);
    inGroup(gone, left, new Text(secret + " in passing"));
    inGroup(ann, left, new GroupChange.Remove(gone));
    said(gone, new ToUser(ann), direct, new Text(secret + " for you"));
    said(ann, new ToUser(gone), direct, new Text("Thanks"));
    said(gone, new ToUser(ann), direct, new Text(secret + " once more"));
    TestSockets.open(ports.presences(), gone, SOCKET, DeviceId.DEFAULT, now);
    app.reportMessage().report(ann, owned, answer, Reason.OTHER, "");
    app.reportUser().report(gone, ben, Reason.OTHER, secret + " about ben");
    app.changeProfile().change(gone, new ProfileChange(Optional.of(handle), Optional.of("Name " + secret),
        Optional.of("About " + secret), Optional.of(secret), false));
    app.changePrivacy().change(gone, Optional.of(Reach.CONTACTS), Optional.of(Reach.NOBODY), Optional.of(true));
    app.requestContact().request(gone, ann);
    app.requestContact().request(ann, gone);
    app.requestContact().request(gone, ben);
    app.requestContact().request(ben, ann);
    app.block().block(gone, blocked);
    app.block().block(blocking, gone);
    app.acknowledge().acknowledge(gone, SOCKET, List.of(new Cursor(owned, 5, 5)));
    assertTrue(everything(channelIds).contains(secret));
    return owned;
  }

  private void work(EraseAccount job) {
    while (!queue.isEmpty()) {
      job.erase(queue.remove(), now.plus(TIME));
    }
  }

  private void assertNothingIsLeft(ChannelId owned) {
    assertFalse(everything(channelIds).contains(secret));
    assertEquals(Standing.DELETED, requireNonNull(ports.accounts().find(List.of(gone)).get(gone)).standing());
    Presence left = requireNonNull(ports.presences().find(List.of(gone)).get(gone));
    assertEquals(
        new Presence(gone, Map.of(), Instant.EPOCH, left.version(), Instant.EPOCH, false, false, Reach.EVERYONE),
        left);
    assertEquals(List.of(), ports.reports().about(gone, 10));
    assertEquals(List.of(), ports.reports().by(gone, null, 10));
    assertTheyAreNobody();
    assertEquals(Optional.empty(), ports.memberships().find(owned, gone));
    assertEquals(1, ports.memberships().all(owned).stream()
        .filter(place -> place.isActive() && place.role() == Role.OWNER).count());
    for (ChannelId channelId : channelIds) {
      List<Message> log = ports.messageLog().from(channelId, 1, 1_000).stream().map(LogEntry::message).toList();
      assertEquals(LongStream.rangeClosed(1, log.size()).boxed().toList(), log.stream().map(Message::seq).toList());
    }
    assertOthersReadTheirs(owned);
  }

  private void assertTheyAreNobody() {
    assertEquals(new Account(gone, Standing.DELETED, Instant.EPOCH, Reach.EVERYONE),
        ports.accounts().find(List.of(gone)).get(gone));
    assertEquals(Optional.empty(), app.findPerson().find(ann, gone));
    assertEquals(List.of(), app.searchPeople().search(Query.of(secret, Optional.empty())).people());
    assertEquals(List.of(), app.searchPeople().search(Query.of(handle.value(), Optional.empty())).people());
    assertEquals(List.of(), ports.contacts().page(gone, null, 10).contacts());
    for (UserId other : List.of(ann, ben, blocked, blocking)) {
      assertEquals(Map.of(), ports.contacts().find(other, List.of(gone)));
    }
    assertEquals(List.of(ben), app.listContacts().list(ann, null).people().stream()
        .map(known -> known.contact().otherId()).toList());
    assertEquals(List.of(), ports.memberships().of(gone, null, 10).stream()
        .filter(place -> place.delivered() != 0 || place.read() != 0).toList());
    assertHandle(new Outcome.HandleTaken(), now);
    for (UserId other : List.of(ann, blocked)) {
      assertEquals(new SendOutcome.Refused(SendOutcome.Reason.NOT_REACHABLE), app.sendMessage().send(other, SOCKET,
          ChannelId.direct(gone, other), new Send(null, new ToUser(gone), new ClientMessageId("to-nobody"),
              heads.getOrDefault(ChannelId.direct(gone, other), 0L), new Text("Are you there?"))));
    }
  }

  /** What comes of asking for the handle of the one who is gone. */
  private void assertHandle(Outcome outcome, Instant at) {
    ProfileChange change = new ProfileChange(Optional.of(handle), Optional.empty(), Optional.empty(),
        Optional.empty(), false);
    assertEquals(outcome, new ChangeProfile(ports.profiles(), () -> at).change(ben, change));
  }

  private void assertOthersReadTheirs(ChannelId owned) {
    List<Message> history = app.readHistory()
        .read(ann, new chat.wire.ClientAction.History(null, owned, Range.Before.END, 50)).orElseThrow().messages();
    assertEquals(List.of(new Text("Where to?"), new Text("Fine")),
        history.stream().map(Message::content).filter(Text.class::isInstance).toList());
    assertEquals(List.of(new Message.Reaction(ben, "👎")), history.get(1).reactions());
    assertEquals(3, history.stream().map(Message::content).filter(new Deleted(gone)::equals).count());
    assertEquals(
        new LinkedHashSet<>(channelIds), app.sync()
            .since(ann, channelIds.stream().map(channelId -> new Cursor(channelId, 0, 0)).toList(), null).updates()
            .stream().map(update -> update.conversation().channel().id()).collect(toCollection(LinkedHashSet::new)));
  }

  @Test
  void nothingIsLeftOfAMemberOfFifty() {
    ChannelId owned = world(47);
    app.deleteAccount().delete(gone);
    assertEquals(1, queue.size());
    work(app.eraseAccount());
    assertNothingIsLeft(owned);
    assertHandle(new Outcome.Changed(new Profile(ben, Optional.of(handle), "", "", Optional.empty())),
        now.plus(Profiles.HOLD));
    Membership successor = ports.memberships().find(owned, ann).orElseThrow();
    assertEquals(Role.OWNER, successor.role());
  }

  @Test
  void whatIsDoneTwiceIsDoneOnce() {
    ChannelId owned = world(2);
    app.deleteAccount().delete(gone);
    Erasure order = requireNonNull(queue.peek());
    work(app.eraseAccount());
    Map<ChannelId, List<Message>> before = logs();
    app.deleteAccount().delete(gone);
    queue.add(order);
    work(app.eraseAccount());
    assertEquals(before, logs());
    assertNothingIsLeft(owned);
  }

  private Map<ChannelId, List<Message>> logs() {
    Map<ChannelId, List<Message>> logs = new HashMap<>();
    channelIds.forEach(channelId -> logs.put(channelId, ports.messageLog().from(channelId, 1, 1_000).stream()
        .map(LogEntry::message).toList()));
    return logs;
  }

  /** The stream may bring a batch again, with the entries as they were. */
  @Test
  void nothingComesBackWhenItIsFollowedOnceMore() {
    ChannelId owned = world(2);
    List<LogEntry> entries = channelIds.stream().flatMap(id -> ports.messageLog().from(id, 1, 1_000).stream()).toList();
    app.deleteAccount().delete(gone);
    work(app.eraseAccount());
    assertEquals(OptionalInt.empty(), app.fanOut().deliver(entries, Instant.MAX));
    assertNothingIsLeft(owned);
  }

  /** Each look at the clock takes half of the time. */
  @Test
  void goesOnWhereItsTimeWasUp() {
    ChannelId owned = world(2);
    app.deleteAccount().delete(gone);
    pace = TIME.dividedBy(3);
    int parts = 0;
    while (!queue.isEmpty()) {
      app.eraseAccount().erase(queue.remove(), now.plus(TIME));
      parts++;
      follow(owned);
    }
    assertTrue(parts > 5, "parts: " + parts);
    assertNothingIsLeft(owned);
  }

  /** The fan-out of what the job itself stored. */
  private void follow(ChannelId channelId) {
    List<LogEntry> news = ports.messageLog().from(channelId, requireNonNull(heads.get(channelId)) + 1, 100);
    app.fanOut().deliver(news, Instant.MAX);
  }

  /** A fan-out that comes later would show the old text again, so the job waits for it. */
  @Test
  void waitsForTheFanOut() {
    ChannelId owned = world(2);
    long head = requireNonNull(heads.get(owned));
    LogEntry late = assertInstanceOf(Appended.class, app.sendMessage().send(gone, SOCKET, owned,
        new Send(null, new ToChannel(owned), new ClientMessageId("late"), head, new Text(secret + " late")))).entry();
    app.deleteAccount().delete(gone);
    app.eraseAccount().erase(queue.remove(), now.plus(TIME));
    assertEquals(Optional.of(new Erasure.Place(owned, head + 1)), requireNonNull(queue.peek()).place());
    app.fanOut().deliver(List.of(late), Instant.MAX);
    work(app.eraseAccount());
    assertNothingIsLeftButTheLate(owned);
  }

  private void assertNothingIsLeftButTheLate(ChannelId owned) {
    assertFalse(everything(channelIds).contains(secret));
    assertEquals(Optional.of(new Deleted(gone)),
        ports.channels().get(owned).orElseThrow().lastMessage().map(Message::content));
  }

  @Test
  void afterACrashBeforeTheAccountWasClosedTheJobClosesIt() {
    ChannelId owned = world(2);
    queue.add(new Erasure(gone, now, Optional.empty()));
    work(app.eraseAccount());
    assertNothingIsLeft(owned);
  }

  /** Before and after each call of a table in turn, until the job needs no more. */
  @Test
  void goesOnAfterACrashAtAnyStep() {
    ChannelId owned = world(0);
    app.deleteAccount().delete(gone);
    Erasure order = requireNonNull(queue.poll());
    int crashes = 0;
    for (boolean crashed = true; crashed;) {
      Crashing crashing = new Crashing(crashes);
      try {
        TestApps.on(crashing.around(ports), 0).eraseAccount().erase(order, now.plus(TIME));
        crashed = false;
      } catch (CrashException crash) {
        crashes++;
      }
      follow(owned);
      queue.clear();
    }
    assertTrue(crashes > 30, "crashes: " + crashes);
    queue.add(order);
    work(app.eraseAccount());
    assertNothingIsLeft(owned);
  }

  @Test
  void whoIsErasedHasFullBuckets() {
    world(0);
    app.deleteAccount().delete(gone);
    work(app.eraseAccount());
    for (int number = 0; number < RateLimit.REPORTS.capacity(); number++) {
      assertEquals(Optional.empty(), ports.rateLimits().take(gone, RateLimit.REPORTS, now));
    }
  }

  private static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Lets so many calls through, and crashes: half of the time after the last of them was done. */
  private static final class Crashing {
    private final int calls;
    private int made;

    private Crashing(int crashes) {
      this.calls = crashes;
    }

    private Ports around(Ports ports) {
      return proxy(Ports.class, (method, arguments) -> {
        Object port = invoke(ports, method, arguments);
        return isTable(method.getReturnType()) ? proxy(method.getReturnType(), calling(port)) : port;
      });
    }

    private static boolean isTable(Class<?> type) {
      return List.of(MessageLog.class, Channels.class, Memberships.class, Presences.class, Accounts.class,
          RateLimits.class, Reports.class, Profiles.class, Contacts.class, Erasures.class).contains(type);
    }

    private Call calling(@Nullable Object port) {
      return (method, arguments) -> {
        if (made >= calls && calls % 2 == 0) {
          throw new CrashException();
        }
        Object result = invoke(port, method, arguments);
        if (made++ >= calls) {
          throw new CrashException();
        }
        return result;
      };
    }

    private interface Call {
      @Nullable
      Object make(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
      return type.cast(Proxy.newProxyInstance(EraseAccountContract.class.getClassLoader(), new Class<?>[]{type},
          (_, method, arguments) -> call.make(method, arguments)));
    }

    private static @Nullable Object invoke(@Nullable Object port, Method method, Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(port, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause() == null ? failed : failed.getCause();
      }
    }
  }
}
