package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryMemberships;
import chat.messaging.ReadHistory.Slice;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Range.After;
import chat.wire.ClientAction.Range.Before;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
  private static final UserId ALICE = new UserId("alice");
  private static final ChannelId CHANNEL = new ChannelId("c");

  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryMessageLog log = new InMemoryMessageLog();
  private final ReadHistory readHistory = new ReadHistory(memberships, log);

  @BeforeEach
  void fiveMessages() {
    memberships.add(CHANNEL, ALICE);
    LongStream.rangeClosed(1, 5).forEach(seq -> log.putIfAbsent(new LogEntry(message(seq), Optional.empty())));
  }

  private static Message message(long seq) {
    return new Message(CHANNEL, seq, ALICE, new ClientMessageId("m" + seq), Instant.EPOCH,
        new Content.Text("text " + seq));
  }

  private Optional<Slice> read(UserId reader, Range range, int limit) {
    return readHistory.read(reader, new History(null, CHANNEL, range, limit));
  }

  private static Optional<Slice> slice(boolean more, long... seqs) {
    return Optional.of(new Slice(LongStream.of(seqs).mapToObj(ReadHistoryTest::message).toList(), more));
  }

  @Test
  void backwardsFromTheEnd() {
    assertEquals(slice(true, 4, 5), read(ALICE, Before.END, 2));
    assertEquals(slice(true, 2, 3), read(ALICE, new Before(4), 2));
    assertEquals(slice(false, 1), read(ALICE, new Before(2), 2));
    assertEquals(slice(false), read(ALICE, new Before(1), 2));
  }

  @Test
  void forwardsFromAKnownMessage() {
    assertEquals(slice(true, 1, 2), read(ALICE, new After(0), 2));
    assertEquals(slice(false, 4, 5), read(ALICE, new After(3), 2));
    assertEquals(slice(false), read(ALICE, new After(5), 2));
  }

  @Test
  void strangersReadNothing() {
    assertEquals(Optional.empty(), read(new UserId("mallory"), Before.END, 10));
  }
}
