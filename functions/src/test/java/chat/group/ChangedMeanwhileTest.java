package chat.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.OpenDirectChannel;
import chat.channel.StateChange;
import chat.contact.Reachability;
import chat.entrypoint.ChatApp;
import chat.group.ManageInvites.Outcome;
import chat.limit.Throttle;
import chat.messaging.AppendMessage;
import chat.messaging.ExpressLane;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.GroupChange;
import chat.model.GroupChange.Create;
import chat.model.GroupChange.Leave;
import chat.model.GroupChange.Promote;
import chat.model.GroupChange.Remove;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.InviteCode;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import chat.wire.ClientAction.CreateInvite;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a group between two reads of somebody who acts in it. */
class ChangedMeanwhileTest {
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final UserId OWNER = new UserId("owner");
  private static final UserId ANN = new UserId("ann");
  private static final Text HELLO = new Text("hello");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);
  private Runnable meanwhile = () -> {};
  private Runnable thereupon = () -> {};
  private ChannelId group;

  @BeforeEach
  void annAdministersAnnouncements() {
    SendOutcome created = app.createGroup().create(OWNER, SOCKET, new ClientMessageId("group"),
        new Create(new GroupSettings("News", "", true, History.JOINED), List.of(ANN)));
    group = assertInstanceOf(Appended.class, created).entry().message().channelId();
    change(OWNER, 1, new Promote(ANN, Role.ADMIN));
  }

  private void change(UserId user, long afterSeq, GroupChange change) {
    assertInstanceOf(Appended.class, app.changeChannel().change(user, SOCKET, group, send("c", afterSeq, change)));
  }

  private Send send(String id, long afterSeq, Content content) {
    return new Send(null, new ToChannel(group), new ClientMessageId(id + afterSeq), afterSeq, content);
  }

  /** The log, before whose first read something happens, and after its first look for twins. */
  private MessageLog log() {
    MessageLog log = ports.messageLog();
    return new MessageLog() {
      private <T> T afterwards(Supplier<T> read) {
        Runnable happening = meanwhile;
        meanwhile = () -> {};
        happening.run();
        return read.get();
      }

      @Override
      public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
        List<LogEntry> entries = afterwards(() -> log.from(channelId, seq, limit));
        Runnable happening = thereupon;
        thereupon = () -> {};
        happening.run();
        return entries;
      }

      @Override
      public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
        return afterwards(() -> log.before(channelId, seq, limit));
      }

      @Override
      public boolean put(LogEntry entry, Optional<StateChange> change) {
        return log.put(entry, change);
      }

      @Override
      public boolean replace(LogEntry entry) {
        return log.replace(entry);
      }
    };
  }

  private static final ExpressLane NONE = new ExpressLane() {
    @Override
    public int members(ChannelId channelId) {
      return 0;
    }

    @Override
    public void leaveOut(ChannelId tooLarge) {}

    @Override
    public void later(LogEntry entry, List<Membership> members) {}

    @Override
    public Departure to(List<Membership> members) {
      return (entry, answered) -> {};
    }
  };

  private SendOutcome annSays(long afterSeq) {
    MessageLog log = log();
    return new SendMessage(ports.memberships(), new OpenDirectChannel(ports.channels(), ports.memberships()),
        new Reachability(ports.contacts(), ports.accounts()), log,
        new AppendMessage(log, lostRaces -> {}, ports.clock()), NONE,
        new Throttle(ports.rateLimits(), ports.clock(), ports.random()), ports.sideBySide())
        .send(ANN, SOCKET, group, send("m", afterSeq, HELLO));
  }

  /** The members were looked at before; the scan of the log shows the change, even to one who guessed its number. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whoIsRemovedAfterTheLookSaysNothing(long afterSeq) {
    meanwhile = () -> change(OWNER, 2, new Remove(ANN));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), annSays(afterSeq));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whoLeavesAfterTheLookSaysNothing(long afterSeq) {
    meanwhile = () -> change(ANN, 2, new Leave(null));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), annSays(afterSeq));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whoIsDemotedAfterTheLookAnnouncesNothing(long afterSeq) {
    meanwhile = () -> change(OWNER, 2, new Promote(ANN, Role.MEMBER));
    assertEquals(new Refused(Reason.FORBIDDEN), annSays(afterSeq));
  }

  /** The first try got in by the last use of the invite, and somebody wrote since. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void twoTriesOfOneJoinAreOne(int uses) {
    InviteCode code = invite(uses);
    UserId ben = new UserId("ben");
    ClientMessageId id = new ClientMessageId("join");
    meanwhile = () -> {
      assertInstanceOf(Appended.class, app.joinGroup().join(ben, SOCKET, id, code));
      assertInstanceOf(Appended.class, app.sendMessage().send(OWNER, SOCKET, group, send("m", 3, HELLO)));
    };
    MessageLog log = log();
    SendOutcome second = new JoinGroup(ports.channels(), ports.memberships(), ports.invites(), log,
        new AppendMessage(log, lostRaces -> {}, ports.clock()), ports.clock()).join(ben, SOCKET, id, code);
    assertEquals(3, assertInstanceOf(AlreadyAppended.class, second).entry().message().seq());
  }

  /** The first try gets in when the second has looked for it and found nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void twoTriesOfOneJoinAreOneHoweverCloseTheyAre(int uses) {
    InviteCode code = invite(uses);
    UserId ben = new UserId("ben");
    ClientMessageId id = new ClientMessageId("join");
    thereupon = () -> assertInstanceOf(Appended.class, app.joinGroup().join(ben, SOCKET, id, code));
    MessageLog log = log();
    SendOutcome second = new JoinGroup(ports.channels(), ports.memberships(), ports.invites(), log,
        new AppendMessage(log, lostRaces -> {}, ports.clock()), ports.clock()).join(ben, SOCKET, id, code);
    assertEquals(3, assertInstanceOf(AlreadyAppended.class, second).entry().message().seq());
  }

  /** The answer to the join was lost; when it is tried again, its user has been removed. */
  @Test
  void aLateRepeatOfAJoinIsNoSecondOne() {
    InviteCode code = invite(5);
    UserId ben = new UserId("ben");
    ClientMessageId id = new ClientMessageId("join");
    Appended first = assertInstanceOf(Appended.class, app.joinGroup().join(ben, SOCKET, id, code));
    change(OWNER, 3, new Remove(ben));
    assertEquals(new AlreadyAppended(first.entry()), app.joinGroup().join(ben, SOCKET, id, code));
    assertEquals(Optional.empty(), ports.memberships().find(group, ben));
  }

  /** It would have members and nobody who may do anything. */
  @Test
  void nobodyJoinsAGroupThatAllHaveLeft() {
    InviteCode code = invite(5);
    change(ANN, 2, new Leave(null));
    change(OWNER, 3, new Leave(null));
    assertEquals(new Refused(Reason.INVALID_INVITE),
        app.joinGroup().join(new UserId("ben"), SOCKET, new ClientMessageId("join"), code));
  }

  private InviteCode invite(int uses) {
    return assertInstanceOf(Outcome.Created.class, app.manageInvites().manage(OWNER,
        new CreateInvite(null, group, Duration.ofDays(1), uses))).invite().code();
  }
}
