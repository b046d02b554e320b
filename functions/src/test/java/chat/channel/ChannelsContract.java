package chat.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  @Test
  void opensAChannelOnce() {
    channels().openDirect(id, ALICE_AND_BOB);
    channels().advance(message(1));
    channels().openDirect(id, new Direct(new UserId("bob"), new UserId("alice")));
    assertEquals(List.of(new Channel(id, ALICE_AND_BOB, 1, Optional.of(message(1)))), channels().find(List.of(id)));
  }

  @Test
  void headMovesForwardOnly() {
    channels().openDirect(id, ALICE_AND_BOB);
    channels().advance(message(3));
    channels().advance(message(2));
    channels().advance(message(3));
    assertEquals(List.of(new Channel(id, ALICE_AND_BOB, 3, Optional.of(message(3)))), channels().find(List.of(id)));
  }

  @Test
  void aLongMessageIsKeptAsAPreview() {
    channels().openDirect(id, ALICE_AND_BOB);
    Message message = new Message(id, 1, new UserId("alice"), new ClientMessageId("m1"), Instant.EPOCH,
        new Content.Text("👋" + "x".repeat(8_000)));
    channels().advance(message);
    assertEquals(new Content.Text("👋" + "x".repeat(99) + "…"),
        channels().find(List.of(id)).getFirst().lastMessage().orElseThrow().content());
  }

  @Test
  void unknownChannelsAreLeftOut() {
    channels().advance(message(1));
    assertEquals(List.of(), channels().find(List.of(id)));
  }
}
