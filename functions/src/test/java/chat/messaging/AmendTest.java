package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.group.InMemoryInvites;
import chat.model.Change;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Change.React;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.Content.Text;
import chat.model.Message;
import chat.model.Message.Reaction;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmendTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);

  private final InMemoryChannels channels = new InMemoryChannels();
  private final InMemoryMessageLog log = new InMemoryMessageLog(channels, new InMemoryMemberships(),
      new InMemoryInvites());
  private final Amend amend = new Amend(log, channels);

  /** The first entry is the message, the others change it. */
  private void store(Content... contents) {
    channels.openDirect(DIRECT, new Channel.Kind.Direct(ALICE, BOB));
    for (int index = 0; index < contents.length; index++) {
      log.put(TestEntries.entry(TestEntries.message(DIRECT, index + 1, ALICE, contents[index])), Optional.empty());
    }
    channels.advance(DIRECT, contents.length, at(1).preview());
  }

  private Message at(long seq) {
    return log.find(DIRECT, seq).orElseThrow().message();
  }

  private void amend(long... seqs) {
    for (long seq : seqs) {
      Message change = at(seq);
      if (change.content() instanceof Change content) {
        amend.amend(change, content);
      }
    }
  }

  static Stream<List<Long>> orders() {
    List<List<Long>> orders = new ArrayList<>();
    permute(List.of(2L, 3L, 4L), List.of(), orders);
    return orders.stream();
  }

  private static void permute(List<Long> rest, List<Long> chosen, List<List<Long>> orders) {
    if (rest.isEmpty()) {
      orders.add(chosen);
    }
    for (Long next : rest) {
      permute(rest.stream().filter(other -> !other.equals(next)).toList(),
          Stream.concat(chosen.stream(), Stream.of(next)).toList(), orders);
    }
  }

  private void amendTwice(List<Long> order) {
    order.forEach(seq -> amend(seq));
    order.forEach(seq -> amend(seq));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void theNewestEditHolds(List<Long> order) {
    store(new Text("one"), new Edit(1, new Text("two")), new Edit(1, new Text("three")),
        new Edit(1, new Text("four")));
    amendTwice(order);
    assertEquals(new Text("four"), at(1).content());
    assertEquals(4, at(1).edited());
    assertEquals(Optional.of(new Text("four")),
        channels.get(DIRECT).orElseThrow().lastMessage().map(Message::content));
  }

  /** Neither the message nor any edit of it, nor the list of channels. */
  @ParameterizedTest
  @MethodSource("orders")
  void nothingIsLeftOfADeletedMessage(List<Long> order) {
    store(new Text("one"), new Edit(1, new Text("two")), new Delete(1), new Edit(1, new Text("four")));
    amendTwice(order);
    assertEquals(new Deleted(ALICE), at(1).content());
    assertEquals(new Edit(1, new Deleted(ALICE)), at(2).content());
    assertEquals(new Edit(1, new Deleted(ALICE)), at(4).content());
    assertEquals(Optional.of(new Deleted(ALICE)),
        channels.get(DIRECT).orElseThrow().lastMessage().map(Message::content));
    assertEquals(List.of(true, true, false, true),
        log.entries(DIRECT).stream().map(entry -> entry.fingerprint().isEmpty()).toList());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void theLastWordOfAReactionHolds(List<Long> order) {
    store(new Text("one"), new React(1, "👍", false), new React(1, "👍", true), new React(1, "🎉", false));
    amendTwice(order);
    assertEquals(List.of(new Reaction(ALICE, "🎉")), at(1).reactions());
  }

  @Test
  void aReactionToADeletedMessageIsDropped() {
    store(new Text("one"), new React(1, "👍", false), new Delete(1), new React(1, "🎉", false));
    amend(2, 3, 4);
    assertEquals(List.of(), at(1).reactions());
  }
}
