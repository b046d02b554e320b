package chat.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Channel;
import chat.model.Channel.Kind.Direct;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every channel store does. */
public abstract class ChannelsContract {
  private static final Direct ALICE_AND_BOB = new Direct(new UserId("alice"), new UserId("bob"));

  private final ChannelId id = new ChannelId("c-" + UUID.randomUUID());

  protected abstract Channels channels();

  private Message message(long seq) {
    return new Message(id, seq, new UserId("alice"), new ClientMessageId("m" + seq), Instant.ofEpochMilli(seq),
        new Content.Text("text " + seq));
  }

  private void advance(Message newest) {
    channels().advance(id, newest.seq(), newest.preview());
  }

  private void assertShows(long head, Message last) {
    assertEquals(List.of(new Channel(id, ALICE_AND_BOB, 1, List.of(), head, last.preview())),
        channels().find(List.of(id)));
  }

  @Test
  void opensAChannelOnce() {
    channels().openDirect(id, ALICE_AND_BOB);
    advance(message(1));
    channels().openDirect(id, new Direct(new UserId("bob"), new UserId("alice")));
    assertShows(1, message(1));
    assertEquals(channels().find(List.of(id)).getFirst(), channels().get(id).orElseThrow());
  }

  @Test
  void headMovesForwardOnly() {
    channels().openDirect(id, ALICE_AND_BOB);
    advance(message(3));
    advance(message(2));
    advance(message(3));
    assertShows(3, message(3));
  }

  @Test
  void aLongMessageIsKeptAsAPreview() {
    channels().openDirect(id, ALICE_AND_BOB);
    Message message = new Message(id, 1, new UserId("alice"), new ClientMessageId("m1"), Instant.EPOCH,
        new Content.Text("👋" + "x".repeat(8_000)));
    advance(message);
    assertEquals(new Content.Text("👋" + "x".repeat(99) + "…"),
        channels().find(List.of(id)).getFirst().lastMessage().orElseThrow().content());
  }

  @Test
  void unknownChannelsAreLeftOut() {
    advance(message(1));
    assertEquals(List.of(), channels().find(List.of(id)));
  }

  @Test
  void aChangeOfAMessageMovesTheHeadAlone() {
    channels().openDirect(id, ALICE_AND_BOB);
    advance(message(1));
    channels().advance(id, 2, Optional.empty());
    assertShows(2, message(1));
    channels().advance(id, 1, Optional.empty());
    assertShows(2, message(1));
  }

  /** A late batch: its newest entry is new, but what it has to show is older than what is shown. */
  @Test
  void theLastMessageNeverGoesBack() {
    channels().openDirect(id, ALICE_AND_BOB);
    advance(message(3));
    channels().advance(id, 5, message(2).preview());
    assertShows(5, message(3));
  }

  @Test
  void theLastMessageIsShownAsItIsNow() {
    channels().openDirect(id, ALICE_AND_BOB);
    advance(message(3));
    Message edited = new Message(id, 3, new UserId("alice"), new ClientMessageId("m3"), Instant.ofEpochMilli(3),
        new Content.Text("edited"), 4, List.of());
    Message deleted = new Message(id, 3, new UserId("alice"), new ClientMessageId("m3"), Instant.ofEpochMilli(3),
        new Content.Deleted(new UserId("alice")), 4, List.of());
    channels().amendLast(edited, 1);
    assertShows(3, edited);
    channels().amendLast(deleted, 2);
    channels().amendLast(edited, 1);
    assertShows(3, deleted);
    advance(message(5));
    channels().amendLast(deleted, 2);
    assertShows(5, message(5));
    channels().amendLast(
        new Message(id, 5, new UserId("alice"), new ClientMessageId("m5"), Instant.ofEpochMilli(5),
            new Content.Text("edited too"), 6, List.of()),
        1);
    assertEquals(new Content.Text("edited too"),
        channels().get(id).orElseThrow().lastMessage().orElseThrow().content());
  }

  @Test
  void aMessageThatWasPassedOverIsShownLater() {
    channels().openDirect(id, ALICE_AND_BOB);
    assertTrue(channels().advance(id, 1, message(1).preview()));
    assertTrue(channels().advance(id, 4, Optional.empty()));
    assertFalse(channels().advance(id, 3, message(3).preview()));
    assertShows(4, message(1));
    channels().showLast(message(3), 2);
    assertShows(4, message(3));
    channels().showLast(message(2), 5);
    assertShows(4, message(3));
    assertTrue(channels().advance(id, 3, message(3).preview()));
  }
}
