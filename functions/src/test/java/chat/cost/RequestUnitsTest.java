package chat.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoDbLocal;
import chat.aws.dynamodb.DynamoMemberships;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.aws.dynamodb.DynamoPresences;
import chat.aws.dynamodb.RequestUnits;
import chat.channel.ListChannels;
import chat.channel.OpenDirectChannel;
import chat.delivery.Acknowledge;
import chat.delivery.Audience;
import chat.delivery.Broadcast;
import chat.delivery.ConnectionGateway.PostResult;
import chat.delivery.FanOut;
import chat.delivery.TellTyping;
import chat.messaging.AppendMessage;
import chat.messaging.LogEntry;
import chat.messaging.ReadHistory;
import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.Message;
import chat.model.UserId;
import chat.presence.Connect;
import chat.presence.Disconnect;
import chat.presence.Heartbeat;
import chat.presence.Lease;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each operation costs in request units: exact, and the same however long a channel is. */
class RequestUnitsTest {
  private static final ConnectionId SOCKET = new ConnectionId("KVmb8fjMIAMCFgQ=");

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final RequestUnits units = new RequestUnits(DynamoDbLocal.client());
  private final DynamoDbClient client = units.client();
  private final DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client)
      .extensions(List.of()).build();
  private final DynamoMessageLog log = new DynamoMessageLog(enhanced, DynamoDbLocal.STAGE);
  private final DynamoChannels channels = new DynamoChannels(client, enhanced, DynamoDbLocal.STAGE);
  private final DynamoMemberships memberships = new DynamoMemberships(enhanced, DynamoDbLocal.STAGE);
  private final DynamoPresences presences = new DynamoPresences(client, enhanced, DynamoDbLocal.STAGE);
  private final Audience audience = new Audience(memberships, presences, () -> now);
  private final Broadcast broadcast = new Broadcast((connectionId, frame) -> PostResult.POSTED, presences, () -> now);
  private final SendMessage sendMessage = new SendMessage(memberships, new OpenDirectChannel(channels, memberships),
      new AppendMessage(log, lostRaces -> {}, () -> now));

  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final ChannelId direct = ChannelId.direct(alice, bob);

  private SendOutcome send(String id, long afterSeq) {
    return sendMessage.send(alice, SOCKET,
        new Send(null, new ToUser(bob), new ClientMessageId(id), afterSeq, new Content.Text("hello, how are you?")));
  }

  private void assertUsed(double read, double written) {
    assertEquals(List.of(read, written), units.take());
  }

  /** Channel 1, two members with their entries in the index by user 4, the message 1. */
  @Test
  void theFirstMessageAlsoOpensTheChannel() {
    assertEquals(Appended.class, send("m1", 0).getClass());
    assertUsed(2, 6);
  }

  /** Membership 1 and scan 1; the message 1. */
  @Test
  void aShortMessageCostsOneWriteAndTwoReads() {
    send("m1", 0);
    units.take();
    for (int seq = 2; seq <= 200; seq++) {
      assertEquals(Appended.class, send("m" + seq, seq - 1).getClass());
      assertUsed(2, 1);
    }
  }

  @Test
  void aRepeatCostsNoWrite() {
    send("m1", 0);
    units.take();
    assertEquals(AlreadyAppended.class, send("m1", 0).getClass());
    assertUsed(2, 0);
  }

  /** Members 1, half a unit for each member's connections; one write for the head, shared by all of a batch. */
  @Test
  void theFanOutSharesItsCostsInABatch() {
    List<LogEntry> batch = new ArrayList<>();
    for (int seq = 1; seq <= 10; seq++) {
      Message message = ((Appended) send("m" + seq, seq - 1)).message();
      batch.add(new LogEntry(message, Optional.of(SOCKET)));
    }
    new Connect(presences, lease(), () -> now).connect(bob, SOCKET);
    units.take();
    FanOut fanOut = new FanOut(audience, broadcast, channels, () -> now);
    fanOut.deliver(batch, now.plusSeconds(10));
    assertUsed(1 + 0.5 * 2, 1);
    fanOut.deliver(batch.subList(9, 10), now.plusSeconds(10));
    assertUsed(1 + 0.5 * 2, 1);
  }

  @Test
  void aLongMessageCostsTheHeadNoMore() {
    Message message = ((Appended) sendMessage.send(alice, SOCKET, new Send(null, new ToUser(bob),
        new ClientMessageId("m1"), 0, new Content.Text("x".repeat(8_000))))).message();
    units.take();
    new FanOut(audience, broadcast, channels, () -> now).deliver(List.of(new LogEntry(message, Optional.of(SOCKET))),
        now.plusSeconds(10));
    assertUsed(1 + 0.5 * 2, 1);
  }

  /** The row and its entry in the index by user; the message 1, members and connections for the receipts. */
  @Test
  void anAcknowledgementOfManyChannelsCostsTwoWritesEach() {
    int count = 5;
    List<Cursor> cursors = IntStream.range(0, count).mapToObj(number -> {
      UserId peer = new UserId("peer-" + number + "-" + UUID.randomUUID());
      sendMessage.send(alice, SOCKET, new Send(null, new ToUser(peer), new ClientMessageId("m1"), 0,
          new Content.Text("hello")));
      return new Cursor(ChannelId.direct(alice, peer), 1, 1);
    }).toList();
    Acknowledge acknowledge = new Acknowledge(memberships, log, audience, broadcast);
    units.take();
    acknowledge.acknowledge(alice, SOCKET, cursors);
    assertUsed(count * (1 + 1 + 0.5 * 2), count * 2);
    acknowledge.acknowledge(alice, SOCKET, cursors);
    assertUsed(count, count);
  }

  @Test
  void typingWritesNothing() {
    new OpenDirectChannel(channels, memberships).open(alice, bob);
    units.take();
    new TellTyping(audience, broadcast).tell(alice, direct);
    assertUsed(1 + 0.5, 0);
  }

  /** The user's entries in the index share units of 4 KB; each head is one. */
  @Test
  void aSyncGrowsWithTheUsersChannels() {
    for (int number = 0; number < 10; number++) {
      new OpenDirectChannel(channels, memberships).open(alice,
          new UserId("peer-" + number + "-" + UUID.randomUUID()));
    }
    units.take();
    new ListChannels(memberships, channels).list(alice, null);
    assertUsed(0.5 + 10, 0);
  }

  @Test
  void aPageOfHistoryIsPaidByItsSize() {
    for (int seq = 1; seq <= 120; seq++) {
      send("m" + seq, seq - 1);
    }
    units.take();
    new ReadHistory(memberships, log).read(alice, new History(null, direct, Range.Before.END, 20));
    assertUsed(1 + 2, 0);
  }

  private static Lease lease() {
    return new Lease(Duration.ofSeconds(30), Duration.ofSeconds(105));
  }

  @Test
  void heartbeatsWriteEveryOtherTime() {
    Connect connect = new Connect(presences, lease(), () -> now);
    connect.connect(alice, SOCKET);
    assertUsed(0, 2);
    connect.connect(alice, SOCKET);
    assertUsed(0, 1);
    Heartbeat heartbeat = new Heartbeat(presences, lease(), () -> now);
    now = now.plusSeconds(30);
    heartbeat.beat(alice, SOCKET, List.of());
    assertUsed(0.5, 0);
    now = now.plusSeconds(30);
    heartbeat.beat(alice, SOCKET, List.of(bob));
    assertUsed(1, 1);
    new Disconnect(presences).disconnect(alice, SOCKET);
    assertUsed(0, 1);
  }
}
