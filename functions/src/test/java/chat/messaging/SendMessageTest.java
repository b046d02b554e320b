package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.StateChange;
import chat.delivery.ConnectionGateway;
import chat.delivery.DeliveryOrder.Chunk;
import chat.delivery.PostingOnly;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Change.React;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import chat.wire.ServerEvent.Delivered;
import chat.wire.WireCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SendMessageTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final SendMessage sendMessage = TestApps.on(ports, 100).sendMessage();

  private SendOutcome send(UserId sender, Destination to, String id, long afterSeq, Content content) {
    ChannelId channelId = switch (to) {
      case ToChannel(ChannelId there) -> there;
      case ToUser(UserId peer) -> ChannelId.direct(sender, peer);
      default -> throw new IllegalArgumentException();
    };
    return sendMessage.send(sender, SOCKET, channelId, new Send(null, to, new ClientMessageId(id), afterSeq, content));
  }

  private SendOutcome send(UserId sender, Destination to, String id) {
    return send(sender, to, id, 0, new Text("hello " + id));
  }

  private static long seq(SendOutcome outcome) {
    return assertInstanceOf(Appended.class, outcome).entry().message().seq();
  }

  private Set<UserId> members(ChannelId channelId) {
    return ports.memberships().all(channelId).stream().map(Membership::userId).collect(Collectors.toSet());
  }

  @Test
  void theFirstMessageToAUserOpensTheChannelForBoth() {
    Appended appended = assertInstanceOf(Appended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(DIRECT, appended.entry().message().channelId());
    assertEquals(Set.of(ALICE, BOB), members(DIRECT));
    assertEquals(new Channel.Kind.Direct(ALICE, BOB), ports.channels().get(DIRECT).orElseThrow().kind());
    assertEquals(Optional.of(SOCKET), ports.messageLog().entries(DIRECT).getFirst().origin());
  }

  @Test
  void bothSidesWriteToTheSameChannel() {
    send(ALICE, new ToUser(BOB), "1");
    assertEquals(2, seq(send(BOB, new ToUser(ALICE), "1")));
    assertEquals(3, seq(send(BOB, new ToChannel(DIRECT), "2")));
  }

  @Test
  void aUserMayKeepNotes() {
    Appended appended = assertInstanceOf(Appended.class, send(ALICE, new ToUser(ALICE), "1"));
    assertEquals(Set.of(ALICE), members(appended.entry().message().channelId()));
  }

  @Test
  void aRefusedSendOpensNothing() {
    assertEquals(new Refused(Reason.UNKNOWN_SEQUENCE), send(ALICE, new ToUser(BOB), "1", 9, new Text("hello")));
    assertEquals(Set.of(), members(DIRECT));
  }

  @Test
  void nothingIsAcceptedUnlessItIsStored() {
    MessageLog full = new MessageLog() {
      @Override
      public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
        return List.of();
      }

      @Override
      public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
        return List.of();
      }

      @Override
      public boolean put(LogEntry entry, Optional<StateChange> change) {
        throw new IllegalStateException("the disk is full");
      }

      @Override
      public boolean replace(LogEntry entry) {
        throw new IllegalStateException("the disk is full");
      }
    };
    AppendMessage append = new AppendMessage(full, lostRaces -> {}, InstantSource.fixed(Instant.EPOCH));
    Content hello = new Text("hello");
    assertThrows(IllegalStateException.class,
        () -> append.append(new AppendMessage.Draft(DIRECT, ALICE, new ClientMessageId("1"), 0, hello,
            Optional.empty()), (seq, announcement, stale) -> new Verdict.Allowed(hello, Optional.empty(), false)));
  }

  /** Not even how far the log of a channel goes. */
  @Test
  void strangersWriteAndLearnNothing() {
    send(ALICE, new ToUser(BOB), "1");
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(MALLORY, new ToChannel(DIRECT), "1"));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(MALLORY, new ToChannel(DIRECT), "1", 1, new Text("x")));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(MALLORY, new ToChannel(DIRECT), "1", 2, new Text("x")));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(ALICE, new ToChannel(new ChannelId("nowhere")), "1"));
    assertEquals(1, ports.messageLog().entries(DIRECT).size());
  }

  /** A crash may leave any first part of the opening behind. */
  @Test
  void anOpeningCutShortIsFinishedByTheNextSend() {
    ports.channels().openDirect(DIRECT, new Channel.Kind.Direct(ALICE, BOB));
    ports.memberships().addDirect(DIRECT, BOB);
    assertInstanceOf(Appended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(Set.of(ALICE, BOB), members(DIRECT));
  }

  private void connect(UserId userId, String connectionId) {
    TestSockets.open(ports.presences(), userId, new ConnectionId(connectionId), DeviceId.DEFAULT, ports.now);
  }

  @Test
  void theExpressLanePostsToEveryOtherDevice() {
    connect(ALICE, "socket=");
    connect(ALICE, "alice-laptop");
    connect(BOB, "bob-phone");
    connect(MALLORY, "stranger");
    Appended appended = assertInstanceOf(Appended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(true, appended.entry().express());
    List<String> frames = List.of(WireCodec.encode(new Delivered(List.of(appended.entry().message()))));
    assertEquals(Map.of(new ConnectionId("alice-laptop"), frames, new ConnectionId("bob-phone"), frames),
        ports.posted);
  }

  @Test
  void aRepeatPostsAgain() {
    connect(BOB, "bob-phone");
    send(ALICE, new ToUser(BOB), "1");
    assertInstanceOf(AlreadyAppended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(2, ports.posted.getOrDefault(new ConnectionId("bob-phone"), List.of()).size());
  }

  @Test
  void withoutTheExpressLaneNothingIsPosted() {
    connect(BOB, "bob-phone");
    SendOutcome outcome = TestApps.on(ports, 0).sendMessage().send(ALICE, SOCKET, DIRECT,
        new Send(null, new ToUser(BOB), new ClientMessageId("1"), 0, new Text("hello")));
    assertEquals(false, assertInstanceOf(Appended.class, outcome).entry().express());
    assertEquals(Map.of(), ports.posted);
  }

  @Test
  void onlyTheAuthorEditsAndDeletesInADirectChannel() {
    ToChannel direct = new ToChannel(DIRECT);
    send(ALICE, new ToUser(BOB), "1");
    Edit edit = new Edit(1, new Text("better"));
    assertEquals(new Refused(Reason.FORBIDDEN), send(BOB, direct, "e", 1, edit));
    assertEquals(new Refused(Reason.FORBIDDEN), send(BOB, direct, "d", 1, new Delete(1)));
    assertEquals(2, seq(send(ALICE, direct, "e", 1, edit)));
    assertEquals(3, seq(send(ALICE, direct, "d", 2, new Delete(1))));
    assertEquals(4, seq(send(BOB, direct, "r", 3, new React(1, "👍", false))));
  }

  @Test
  void aTargetMustBeAMessageThatIsThere() {
    ToChannel direct = new ToChannel(DIRECT);
    send(ALICE, new ToUser(BOB), "1");
    send(ALICE, direct, "r", 1, new React(1, "👍", false));
    assertEquals(new Refused(Reason.UNKNOWN_TARGET), send(ALICE, direct, "a", 2, new Delete(2)));
    assertEquals(new Refused(Reason.UNKNOWN_TARGET), send(ALICE, direct, "b", 2, new Delete(3)));
    assertEquals(new Refused(Reason.UNKNOWN_TARGET),
        send(ALICE, direct, "c", 2, new Text("what?", List.of(), OptionalLong.of(3))));
    assertEquals(3, seq(send(ALICE, direct, "c", 2, new Text("indeed", List.of(), OptionalLong.of(2)))));
  }

  @Test
  void aMessageTakesSoManyEditsAndReactions() {
    ToChannel direct = new ToChannel(DIRECT);
    send(ALICE, new ToUser(BOB), "1");
    LogEntry entry = ports.messageLog().entries(DIRECT).getFirst();
    for (int number = 1; number <= Limits.REACTIONS; number++) {
      entry = entry.marked(new UserId("u" + number), new React(1, "👍", false), number);
      ports.messageLog().replace(entry);
    }
    for (int number = 1; number <= Limits.EDITS; number++) {
      entry = entry.edited(number, new Text("edit " + number));
      ports.messageLog().replace(entry);
    }
    assertEquals(new Refused(Reason.LIMIT_REACHED), send(ALICE, direct, "r", 1, new React(1, "👍", false)));
    assertEquals(new Refused(Reason.LIMIT_REACHED), send(ALICE, direct, "e", 1, new Edit(1, new Text("more"))));
  }

  /** The message is stored, so it is accepted, and delivered another way. */
  @Test
  void aFaultOfTheExpressLaneIsNoRefusal() {
    InMemoryPorts faulty = new InMemoryPorts() {
      @Override
      public ConnectionGateway connections() {
        return (PostingOnly) (connectionId, frame) -> {
          throw new IllegalStateException("out of order");
        };
      }
    };
    TestSockets.open(faulty.presences(), BOB, new ConnectionId("bob-phone"), DeviceId.DEFAULT, faulty.now);
    assertInstanceOf(Appended.class, TestApps.on(faulty, 100).sendMessage().send(ALICE, SOCKET, DIRECT,
        new Send(null, new ToUser(BOB), new ClientMessageId("1"), 0, new Text("hello"))));
    assertEquals(List.of(new Chunk(DIRECT, 1, 1, List.of(ALICE, BOB))), faulty.ordered);
  }
}
