package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryMemberships;
import chat.messaging.ReadHistory.Slice;
import chat.model.ChannelId;
import chat.model.GroupSettings;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Range.After;
import chat.wire.ClientAction.Range.Around;
import chat.wire.ClientAction.Range.Before;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId NEWCOMER = new UserId("newcomer");
  private static final ChannelId CHANNEL = new ChannelId("c");

  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryMessageLog log = new InMemoryMessageLog();
  private final ReadHistory readHistory = new ReadHistory(memberships, log);

  @BeforeEach
  void fiveMessages() {
    memberships.addDirect(CHANNEL, ALICE);
    memberships.change(Membership.joining(CHANNEL, NEWCOMER, Role.MEMBER, 3, GroupSettings.History.JOINED), 3);
    LongStream.rangeClosed(1, 5).forEach(seq -> log.put(TestEntries.text(CHANNEL, seq, ALICE), Optional.empty()));
  }

  private Optional<Slice> read(UserId reader, Range range, int limit) {
    return readHistory.read(reader, new History(null, CHANNEL, range, limit));
  }

  private static Optional<Slice> slice(long first, boolean more, long... seqs) {
    return Optional.of(new Slice(
        LongStream.of(seqs).mapToObj(seq -> TestEntries.text(CHANNEL, seq, ALICE).message()).toList(), more, first));
  }

  @Test
  void backwardsFromTheEnd() {
    assertEquals(slice(1, true, 4, 5), read(ALICE, Before.END, 2));
    assertEquals(slice(1, true, 2, 3), read(ALICE, new Before(4), 2));
    assertEquals(slice(1, false, 1), read(ALICE, new Before(2), 2));
    assertEquals(slice(1, false), read(ALICE, new Before(1), 2));
  }

  @Test
  void forwardsFromAKnownMessage() {
    assertEquals(slice(1, true, 1, 2), read(ALICE, new After(0), 2));
    assertEquals(slice(1, false, 4, 5), read(ALICE, new After(3), 2));
    assertEquals(slice(1, false), read(ALICE, new After(5), 2));
  }

  @Test
  void aroundAMessage() {
    assertEquals(slice(1, true, 2, 3), read(ALICE, new Around(3), 2));
    assertEquals(slice(1, true, 2, 3, 4), read(ALICE, new Around(3), 3));
    assertEquals(slice(1, false, 3, 4, 5), read(ALICE, new Around(5), 4));
    assertEquals(slice(1, true, 1), read(ALICE, new Around(1), 1));
  }

  @Test
  void aNewcomerReadsFromWhereTheyJoined() {
    assertEquals(slice(3, false, 3, 4, 5), read(NEWCOMER, Before.END, 10));
    assertEquals(slice(3, false, 3, 4, 5), read(NEWCOMER, new After(0), 10));
    assertEquals(slice(3, true, 3), read(NEWCOMER, new Around(3), 2));
    assertEquals(slice(3, false), read(NEWCOMER, new Before(3), 10));
  }

  @Test
  void strangersReadNothing() {
    assertEquals(Optional.empty(), read(new UserId("mallory"), Before.END, 10));
  }
}
