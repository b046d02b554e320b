package chat.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Message.Reaction;
import chat.model.PresenceState;
import chat.model.RequestId;
import chat.model.Role;
import chat.model.Sighting;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.wire.Frames.MessageFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final ChannelId C1 = new ChannelId("c1");
  private static final UserId ALICE = new UserId("alice");
  private static final Duration PACE = Duration.ofDays(1);
  private static final ChannelId LONG_ID = new ChannelId("c".repeat(64));
  /** A user id that takes as many bytes as there can be. */
  private static final UserId LONG_USER = new UserId("\"".repeat(255));
  private static final Message LARGEST = new Message(LONG_ID, Limits.MAX_SEQ, LONG_USER,
      new ClientMessageId("m".repeat(64)), Instant.ofEpochMilli(Limits.MAX_SEQ),
      new Content.Encrypted("A".repeat(Limits.ENTRY_BYTES - "{\"type\":\"encrypted\",\"payload\":\"\"}".length())),
      Limits.MAX_SEQ, reactions());

  /** As many bytes of reactions as a message may have, save those of one user id. */
  private static List<Reaction> reactions() {
    Reaction reaction = new Reaction(LONG_USER, "\"".repeat(Limits.EMOJI_BYTES));
    return Collections.nCopies(Limits.REACTION_BYTES / MessageJson.bytes(reaction), reaction);
  }

  private static Message message(long seq, Content content) {
    return new Message(C1, seq, ALICE, new ClientMessageId("m" + seq), Instant.EPOCH, content);
  }

  private static String delivered(List<Message> messages) {
    return WireCodec.encode(new ServerEvent.Delivered(messages));
  }

  private static int bytes(List<Message> messages) {
    return WireCodec.bytes(delivered(messages));
  }

  /** Splits that are the best there can be: each frame takes what fits. */
  private static List<MessageFrame> packed(List<Message> messages) {
    List<MessageFrame> frames = new ArrayList<>();
    for (int start = 0; start < messages.size();) {
      int end = start + 1;
      while (end < messages.size() && bytes(messages.subList(start, end + 1)) <= Limits.FRAME_BYTES) {
        end++;
      }
      frames.add(new MessageFrame(delivered(messages.subList(start, end)), end - start));
      start = end;
    }
    return frames;
  }

  @Test
  void nothingNeedsNoFrame() {
    assertEquals(List.of(), Frames.of(List.of()));
  }

  @Test
  void fewMessagesShareAFrame() {
    List<Message> three = List.of(message(1, new Content.Text("one")), message(2, new Content.Text("two")),
        message(3, new Content.Text("three")));
    assertEquals(List.of(new MessageFrame(delivered(three), 3)), Frames.of(three));
  }

  /** In their order, no frame too large, and no fewer frames would do. */
  @Test
  void packsAsFewFramesAsHoldThem() {
    Random random = new Random(20_261_125);
    for (int round = 0; round < 50; round++) {
      int largest = 1 + random.nextInt(Limits.TEXT_BYTES / 2);
      List<Message> messages = new ArrayList<>();
      for (int seq = 1; seq <= 60; seq++) {
        messages.add(message(seq, new Content.Text((random.nextBoolean() ? "ü" : "\n\"x")
            .repeat(1 + random.nextInt(largest) / 2))));
      }
      List<MessageFrame> frames = Frames.of(messages);
      assertEquals(packed(messages), frames);
      frames.forEach(frame -> assertTrue(WireCodec.bytes(frame.text()) <= Limits.FRAME_BYTES));
    }
  }

  @Test
  void theLargestMessagesTakeAFrameEach() {
    assertEquals(Limits.ENTRY_BYTES, WireCodec.bytes(ContentJson.encode(LARGEST.content())));
    List<MessageFrame> frames = Frames.of(Collections.nCopies(3, LARGEST));
    assertEquals(List.of(1, 1, 1), frames.stream().map(MessageFrame::count).toList());
    frames.forEach(frame -> assertTrue(WireCodec.bytes(frame.text()) <= Limits.FRAME_BYTES));
  }

  /** Otherwise a client that reads page by page would never come past it. */
  @Test
  void theLargestMessageFitsIntoAnyAnswer() {
    RequestId requestId = new RequestId("r".repeat(64));
    assertFits(new ServerEvent.Page(requestId, LONG_ID, List.of(LARGEST), true, Limits.MAX_SEQ));
    GroupSettings settings = new GroupSettings("👋".repeat(Limits.NAME_CHARACTERS),
        "👋".repeat(Limits.DESCRIPTION_CHARACTERS), true, History.JOINED);
    Message last = new Message(LONG_ID, Limits.MAX_SEQ, LONG_USER, LARGEST.clientMessageId(), LARGEST.sentAt(),
        new GroupChange.Create(settings, Collections.nCopies(Limits.ADDED_MEMBERS, LONG_USER)));
    Membership place = new Membership(LONG_ID, LONG_USER, Role.MEMBER, 1, Limits.MAX_SEQ, 0, Limits.MAX_SEQ, 0)
        .mutedUntil(Membership.FOR_EVER);
    Channel group = new Channel(LONG_ID, new Channel.Kind.Group(settings, Limits.MEMBERS), 1,
        Collections.nCopies(Limits.PINNED, Limits.MAX_SEQ), Limits.MAX_SEQ, last.preview());
    ServerEvent.ChannelUpdate update = new ServerEvent.ChannelUpdate(
        new Conversation(group, place, Optional.empty()), List.of(LARGEST), true);
    assertFits(new ServerEvent.Synced(requestId, LONG_USER, List.of(update), new SyncPosition(LONG_ID, 1L << 52)));
  }

  private static void assertFits(ServerEvent event) {
    int bytes = WireCodec.bytes(WireCodec.encode(event));
    assertTrue(bytes <= Limits.FRAME_BYTES, () -> bytes + " bytes");
  }

  /** To the byte. */
  @Test
  void fillsAFrame() {
    Message first = message(1, new Content.Text("x"));
    int room = Limits.FRAME_BYTES - bytes(List.of(first, message(2, new Content.Encrypted("")),
        message(3, new Content.Encrypted(""))));
    List<Message> full = List.of(first, message(2, new Content.Encrypted("A".repeat(room / 2))),
        message(3, new Content.Encrypted("A".repeat(room - room / 2))));
    assertEquals(List.of(new MessageFrame(delivered(full), 3)), Frames.of(full));
    List<Message> tooMuch = List.of(first, full.get(1),
        message(3, new Content.Encrypted("A".repeat(room - room / 2 + 1))));
    assertEquals(List.of(2, 1), Frames.of(tooMuch).stream().map(MessageFrame::count).toList());
  }

  /** A sighting that takes as many bytes as there can be, differing by the version. */
  private static List<Sighting> sightings(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> new Sighting(LONG_USER, PresenceState.DO_NOT_DISTURB, Long.MAX_VALUE - index,
            Instant.ofEpochMilli(Limits.MAX_SEQ)))
        .toList();
  }

  private static String presence(List<Sighting> users) {
    return WireCodec.encode(new ServerEvent.PresenceChanged(users, PACE));
  }

  /** In their order, none twice and none missing, no frame too large, and no fewer frames would do. */
  @Test
  void theContactsOfTheBusiestUserTakeFullFrames() {
    List<Sighting> contacts = sightings(Limits.CONTACTS);
    List<String> packed = new ArrayList<>();
    for (int start = 0; start < contacts.size();) {
      List<Sighting> left = contacts.subList(start, contacts.size());
      int fits = FrameFit.most(left.size(), count -> new ServerEvent.PresenceChanged(left.subList(0, count), PACE));
      packed.add(presence(left.subList(0, fits)));
      start += fits;
    }
    List<String> frames = Frames.presence(contacts, PACE);
    assertEquals(packed, frames);
    assertTrue(frames.size() < 100, () -> frames.size() + " frames");
    frames.forEach(frame -> assertTrue(WireCodec.bytes(frame) <= Limits.FRAME_BYTES));
  }

  @Test
  void aPaceIsToldAlsoWithoutAnybody() {
    assertEquals(List.of(), Frames.presence(List.of(), null));
    assertEquals(List.of(presence(List.of())), Frames.presence(List.of(), PACE));
    List<Sighting> two = sightings(2);
    assertEquals(List.of(WireCodec.encode(new ServerEvent.PresenceChanged(two, null))), Frames.presence(two, null));
  }

  /** It is one frame. */
  @Test
  void allWhomAHeartbeatWatchesFitIntoTheAnswer() {
    assertFits(new ServerEvent.Alive(new RequestId("r".repeat(64)), PACE, true, sightings(Limits.WATCHED_USERS)));
  }

  @Test
  void fitsAsMuchIntoAFrameAsGoes() {
    List<Message> ten = Collections.nCopies(10, message(1, new Content.Text("x".repeat(Limits.TEXT_BYTES))));
    assertEquals(3, FrameFit.most(10, count -> new ServerEvent.Page(null, C1, ten.subList(0, count), true, 1)));
    assertEquals(10, FrameFit.most(10, count -> new ServerEvent.Page(null, C1, List.of(), true, 1)));
    assertEquals(0, FrameFit.most(0, count -> new ServerEvent.Page(null, C1, List.of(), false, 1)));
  }
}
