package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.channel.OpenDirectChannel;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendMessageTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);

  private final InMemoryChannels channels = new InMemoryChannels();
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryMessageLog log = new InMemoryMessageLog();
  private final SendMessage sendMessage = new SendMessage(memberships, new OpenDirectChannel(channels, memberships),
      new AppendMessage(log, lostRaces -> {}, InstantSource.system()));

  private SendOutcome send(UserId sender, Destination to, String id) {
    return sendMessage.send(sender, SOCKET,
        new Send(null, to, new ClientMessageId(id), 0, new Content.Text("hello " + id)));
  }

  @Test
  void theFirstMessageToAUserOpensTheChannelForBoth() {
    Appended appended = assertInstanceOf(Appended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(DIRECT, appended.message().channelId());
    assertEquals(Set.of(ALICE, BOB), Set.copyOf(memberships.membersOf(DIRECT)));
    assertEquals(new Channel.Kind.Direct(ALICE, BOB), channels.find(List.of(DIRECT)).getFirst().kind());
    assertEquals(Optional.of(SOCKET), log.entries(DIRECT).getFirst().origin());
  }

  @Test
  void bothSidesWriteToTheSameChannel() {
    send(ALICE, new ToUser(BOB), "1");
    assertEquals(2, assertInstanceOf(Appended.class, send(BOB, new ToUser(ALICE), "1")).message().seq());
    assertEquals(3, assertInstanceOf(Appended.class, send(BOB, new ToChannel(DIRECT), "2")).message().seq());
  }

  @Test
  void aUserMayKeepNotes() {
    Appended appended = assertInstanceOf(Appended.class, send(ALICE, new ToUser(ALICE), "1"));
    assertEquals(List.of(ALICE), memberships.membersOf(appended.message().channelId()));
  }

  @Test
  void aRefusedSendOpensNothing() {
    assertEquals(new Refused(Reason.UNKNOWN_SEQUENCE), sendMessage.send(ALICE, SOCKET,
        new Send(null, new ToUser(BOB), new ClientMessageId("1"), 9, new Content.Text("hello"))));
    assertEquals(List.of(), memberships.membersOf(DIRECT));
  }

  @Test
  void nothingIsAcceptedUnlessItIsStored() {
    MessageLog full = new MessageLog() {
      @Override
      public List<Message> from(ChannelId channelId, long seq, int limit) {
        return log.from(channelId, seq, limit);
      }

      @Override
      public List<Message> before(ChannelId channelId, long seq, int limit) {
        return log.before(channelId, seq, limit);
      }

      @Override
      public Optional<Message> putIfAbsent(LogEntry entry) {
        throw new IllegalStateException("the disk is full");
      }
    };
    SendMessage onFullLog = new SendMessage(memberships, new OpenDirectChannel(channels, memberships),
        new AppendMessage(full, lostRaces -> {}, InstantSource.system()));
    assertThrows(IllegalStateException.class, () -> onFullLog.send(ALICE, SOCKET,
        new Send(null, new ToUser(BOB), new ClientMessageId("1"), 0, new Content.Text("hello"))));
  }

  @Test
  void strangersWriteNothing() {
    send(ALICE, new ToUser(BOB), "1");
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(MALLORY, new ToChannel(DIRECT), "1"));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), send(ALICE, new ToChannel(new ChannelId("nowhere")), "1"));
    assertEquals(1, log.entries(DIRECT).size());
  }

  /** A crash may leave any first part of the opening behind. */
  @Test
  void anOpeningCutShortIsFinishedByTheNextSend() {
    channels.openDirect(DIRECT, new Channel.Kind.Direct(ALICE, BOB));
    memberships.add(DIRECT, BOB);
    assertInstanceOf(Appended.class, send(ALICE, new ToUser(BOB), "1"));
    assertEquals(Set.of(ALICE, BOB), Set.copyOf(memberships.membersOf(DIRECT)));
  }
}
