package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.messaging.AppendMessage.Draft;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Limits;
import chat.model.Message;
import chat.model.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every message log does, and what appending to it promises. */
public abstract class MessageLogContract {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123Z");

  protected final ChannelId channel = new ChannelId("c-" + UUID.randomUUID());

  protected abstract MessageLog log();

  private Message message(long seq, String id, String text) {
    return new Message(channel, seq, ALICE, new ClientMessageId(id), NOW, new Content.Text(text));
  }

  private LogEntry entry(long seq) {
    return TestEntries.from(new ConnectionId("socket="), TestEntries.entry(message(seq, "m" + seq, "text " + seq)));
  }

  private void fill(int count) {
    LongStream.rangeClosed(1, count).forEach(seq -> log().put(entry(seq), Optional.empty()));
  }

  private AppendMessage appender() {
    return new AppendMessage(log(), new JitteredBackoff(new Random(1)), InstantSource.fixed(NOW));
  }

  private SendOutcome append(Draft draft) {
    return appender().append(draft,
        (seq, announcement, stale) -> new Verdict.Allowed(draft.content(), Optional.empty(), false));
  }

  private Draft draft(UserId sender, String id, long afterSeq, String text) {
    return new Draft(channel, sender, new ClientMessageId(id), afterSeq, new Content.Text(text), Optional.empty());
  }

  private static List<Long> seqs(List<LogEntry> entries) {
    return entries.stream().map(entry -> entry.message().seq()).toList();
  }

  @Test
  void storesAnEntryWhole() {
    LogEntry whole = new LogEntry(message(1, "m1", "text 1"), Optional.of(new ConnectionId("socket=")), true, true,
        Optional.of("fingerprint"), Amendments.NONE);
    assertTrue(log().put(whole, Optional.empty()));
    assertEquals(List.of(whole), log().from(channel, 1, 10));
  }

  @Test
  void aTakenNumberStaysAsItIs() {
    log().put(entry(1), Optional.empty());
    assertFalse(log().put(TestEntries.entry(message(1, "other", "late")), Optional.empty()));
    assertEquals(List.of(entry(1)), log().from(channel, 1, 10));
  }

  @Test
  void anEntryIsReplacedByItsNextRevisionOnly() {
    log().put(entry(1), Optional.empty());
    LogEntry edited = entry(1).edited(2, new Content.Text("edited"));
    LogEntry deleted = edited.deleted(BOB);
    assertFalse(log().replace(deleted));
    assertTrue(log().replace(edited));
    assertFalse(log().replace(edited));
    assertEquals(List.of(edited), log().from(channel, 1, 10));
    LogEntry marked = edited.marked(BOB, new Change.React(1, "👍", false), 3);
    assertTrue(log().replace(marked));
    assertEquals(List.of(marked), log().from(channel, 1, 10));
    assertTrue(log().replace(marked.deleted(BOB)));
    assertEquals(List.of(marked.deleted(BOB)), log().from(channel, 1, 10));
  }

  @Test
  void readsInOrderFromBothEnds() {
    fill(12);
    assertEquals(List.of(3L, 4L, 5L), seqs(log().from(channel, 3, 3)));
    assertEquals(List.of(12L), seqs(log().from(channel, 12, 3)));
    assertEquals(List.of(), log().from(channel, 13, 3));
    assertEquals(List.of(8L, 9L, 10L), seqs(log().before(channel, 11, 3)));
    assertEquals(List.of(11L, 12L), seqs(log().before(channel, Limits.MAX_SEQ, 2)));
    assertEquals(List.of(), log().before(channel, 1, 3));
  }

  @Test
  void channelsAreApart() {
    fill(2);
    assertEquals(List.of(), log().from(new ChannelId("elsewhere"), 1, 10));
  }

  @Test
  void largeMessagesDoNotCutAReadShort() {
    String large = "x".repeat(Limits.TEXT_BYTES);
    for (int seq = 1; seq <= 150; seq++) {
      log().put(TestEntries.entry(message(seq, "m" + seq, large)), Optional.empty());
    }
    assertEquals(150, log().from(channel, 1, 1_000).size());
    assertEquals(140, log().before(channel, 141, 1_000).size());
  }

  @Test
  void numbersFromOneAndAnswersARepeatWithTheSameSeq() {
    assertEquals(1, assertInstanceOf(Appended.class, append(draft(ALICE, "a", 0, "one"))).entry().message().seq());
    assertEquals(2, assertInstanceOf(Appended.class, append(draft(BOB, "a", 0, "two"))).entry().message().seq());
    assertEquals(1,
        assertInstanceOf(AlreadyAppended.class, append(draft(ALICE, "a", 0, "one"))).entry().message().seq());
    assertEquals(2,
        assertInstanceOf(AlreadyAppended.class, append(draft(BOB, "a", 1, "two"))).entry().message().seq());
    assertEquals(List.of(1L, 2L), seqs(log().from(channel, 1, 10)));
  }

  @Test
  void refusesTheSameIdForOtherContent() {
    append(draft(ALICE, "a", 0, "one"));
    assertEquals(new Refused(Reason.ID_REUSED), append(draft(ALICE, "a", 0, "another")));
  }

  @Test
  void refusesASequenceThatTheChannelDoesNotHold() {
    fill(2);
    assertEquals(new Refused(Reason.UNKNOWN_SEQUENCE), append(draft(BOB, "b", 3, "too far")));
    assertEquals(new Refused(Reason.UNKNOWN_SEQUENCE), append(draft(BOB, "b", Limits.MAX_SEQ - 1, "far")));
    assertEquals(List.of(1L, 2L), seqs(log().from(channel, 1, 10)));
  }

  @Test
  void refusesWhoIsTooFarBehindButStillFindsTheirTwin() {
    fill(Limits.SEND_BEHIND + 1);
    assertEquals(new Refused(Reason.BEHIND), append(draft(BOB, "b", 0, "late")));
    assertInstanceOf(Appended.class, append(draft(BOB, "a", 1, "just in time")));
    assertEquals(new Refused(Reason.BEHIND), append(draft(BOB, "b", 1, "one too late")));
    assertEquals(7,
        assertInstanceOf(AlreadyAppended.class, append(draft(ALICE, "m7", 0, "text 7"))).entry().message().seq());
    assertInstanceOf(Appended.class, append(draft(BOB, "b", 2, "caught up")));
  }

  /** Each of 50 writers sends its own message twice, at the same moment as everybody else. */
  @Test
  void fiftyWritersAtOnceLeaveNoHoleAndNoTwin() throws Exception {
    int writers = 50;
    List<Callable<SendOutcome>> sends = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      Draft draft = draft(new UserId("user" + writer), "same-id", 0, "from " + writer);
      sends.add(() -> append(draft));
      sends.add(() -> append(draft));
    }
    Set<Long> accepted = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (Future<SendOutcome> outcome : threads.invokeAll(sends)) {
        accepted.add(switch (outcome.get()) {
          case Appended(LogEntry entry) -> entry.message().seq();
          case AlreadyAppended(LogEntry entry) -> entry.message().seq();
          case SendOutcome other -> throw new AssertionError(other);
        });
      }
    }
    List<LogEntry> stored = log().from(channel, 1, 1_000);
    assertEquals(LongStream.rangeClosed(1, writers).boxed().toList(), seqs(stored));
    assertEquals(new HashSet<>(seqs(stored)), accepted);
    assertTrue(stored.stream().map(entry -> entry.message().sender()).distinct().count() == writers);
  }
}
