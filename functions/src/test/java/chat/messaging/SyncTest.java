package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.Memberships;
import chat.channel.StateChange;
import chat.entrypoint.ChatApp;
import chat.entrypoint.TestSocket;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.messaging.Sync.Slice;
import chat.model.Change.React;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Encrypted;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Role;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ServerEvent.ChannelUpdate;
import chat.wire.WireCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that comes back is told: what it lacks, all of it, and nothing else. */
@NullMarked
class SyncTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final ChannelId GROUP = ChannelId.group(BOB, new ClientMessageId("group"));
  private static final GroupSettings SETTINGS = new GroupSettings("Group", "", false, History.JOINED);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);
  private final TestSocket socket = TestSocket.of(ALICE, app);

  @BeforeEach
  void bothConnectedOnce() {
    for (UserId user : List.of(ALICE, BOB)) {
      TestSockets.open(ports.presences(), user, new ConnectionId(user + "-phone"), DeviceId.DEFAULT, ports.now);
    }
  }

  private void openDirect(ChannelId channelId, UserId peer) {
    ports.channels().openDirect(channelId, new Channel.Kind.Direct(ALICE, peer));
    ports.memberships().addDirect(channelId, ALICE);
    ports.memberships().addDirect(channelId, peer);
  }

  private long nextSeq(ChannelId channelId) {
    return 1L + ports.messageLog().entries(channelId).size();
  }

  private void say(ChannelId channelId, Content content) {
    long seq = nextSeq(channelId);
    Message message = TestEntries.message(channelId, seq, BOB, content);
    ports.messageLog().put(TestEntries.entry(message), Optional.empty());
    ports.channels().advance(channelId, seq, message.preview());
  }

  private void say(ChannelId channelId, int times) {
    IntStream.range(0, times).forEach(number -> say(channelId, new Text("hello")));
  }

  /** With the next entry, as which a greeting must do. */
  private void change(ChannelId channelId, Membership membership) {
    Channel before = ports.channels().get(channelId).orElse(null);
    Channel.Kind kind = new Channel.Kind.Group(SETTINGS, 2);
    Channel after = before == null ? Channel.opened(channelId, kind) : before.changed(kind, List.of());
    long seq = nextSeq(channelId);
    Message message = TestEntries.message(channelId, seq, BOB, new Text("hello"));
    assertTrue(ports.messageLog().put(TestEntries.entry(message),
        Optional.of(StateChange.of(after, List.of(membership)))));
    ports.channels().advance(channelId, seq, message.preview());
  }

  private void enter(ChannelId channelId, UserId user, History history) {
    change(channelId, Membership.joining(channelId, user, Role.MEMBER,
        nextSeq(channelId), history));
  }

  private void leave(ChannelId channelId, UserId user) {
    change(channelId, ports.memberships().find(channelId, user).orElseThrow()
        .leaving(nextSeq(channelId)));
  }

  private static String frame(List<Cursor> cursors, @Nullable String after) {
    return JsonText.object(json -> {
      json.writeStringField("action", "sync");
      json.writeArrayFieldStart("cursors");
      for (Cursor cursor : cursors) {
        json.writeStartObject();
        json.writeStringField("channelId", cursor.channelId().value());
        json.writeNumberField("delivered", cursor.delivered());
        json.writeNumberField("read", cursor.read());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (after != null) {
        json.writeStringField("after", after);
      }
    });
  }

  /** All pages, each of which brought something and fits into a frame. */
  private List<JsonObject> sync(Cursor... cursors) {
    List<JsonObject> pages = new ArrayList<>();
    Set<String> places = new HashSet<>();
    String after = null;
    do {
      String text = socket.frameFor(frame(List.of(cursors), after)).orElseThrow();
      assertTrue(WireCodec.bytes(text) <= Limits.FRAME_BYTES, () -> text.length() + " characters");
      JsonObject page = JsonObject.parse(text);
      assertEquals("synced", page.text("event"), text);
      pages.add(page);
      after = page.optionalText("next").orElse(null);
      assertTrue(after == null || places.add(after), "again " + after);
    } while (after != null);
    return pages;
  }

  private List<JsonObject> channels(Cursor... cursors) {
    return sync(cursors).stream().flatMap(page -> page.objects("channels").stream()).toList();
  }

  private static List<Long> seqs(JsonObject channel) {
    return channel.objects("messages").stream().map(message -> message.wholeNumber("seq")).toList();
  }

  private static Cursor at(ChannelId channelId, long delivered, long read) {
    return new Cursor(channelId, delivered, read);
  }

  @Test
  void onlyWhatChangedIsTold() {
    openDirect(DIRECT, BOB);
    say(DIRECT, 3);
    ports.memberships().advance(ALICE, at(DIRECT, 3, 2));
    assertEquals(List.of(), channels(at(DIRECT, 3, 2)));
    JsonObject channel = channels(at(DIRECT, 1, 1)).getFirst();
    assertEquals(List.of(2L, 3L), seqs(channel));
    assertEquals(false, channel.optionalFlag("more").orElseThrow());
    assertEquals(3, channel.wholeNumber("head"));
    assertEquals(1, channel.wholeNumber("unread"));
  }

  /** Another device read on. */
  @Test
  void aMovedReadCursorIsNews() {
    openDirect(DIRECT, BOB);
    say(DIRECT, 3);
    ports.memberships().advance(ALICE, at(DIRECT, 3, 3));
    JsonObject channel = channels(at(DIRECT, 3, 2)).getFirst();
    assertEquals(3, channel.wholeNumber("read"));
    assertEquals(List.of(), seqs(channel));
  }

  @Test
  void whatTheClientDoesNotKnowComesWithoutMessages() {
    openDirect(DIRECT, BOB);
    say(DIRECT, 3);
    enter(GROUP, BOB, History.JOINED);
    enter(GROUP, ALICE, History.JOINED);
    List<JsonObject> channels = channels(at(DIRECT, 3, 0));
    assertEquals(List.of(GROUP.value()), channels.stream().map(channel -> channel.text("channelId")).toList());
    assertEquals(2, channels.getFirst().wholeNumber("first"));
    assertEquals(List.of(), seqs(channels.getFirst()));
    assertEquals(Set.of(DIRECT.value(), GROUP.value()), new HashSet<>(channels().stream()
        .map(channel -> channel.text("channelId")).toList()));
  }

  @Test
  void whatWasLeftIsTakenFromThoseWhoHaveIt() {
    enter(GROUP, BOB, History.JOINED);
    enter(GROUP, ALICE, History.JOINED);
    leave(GROUP, ALICE);
    say(GROUP, 2);
    JsonObject left = channels(at(GROUP, 2, 2)).getFirst();
    assertEquals(Set.of("channelId", "left"), left.names());
    assertEquals(3, left.wholeNumber("left"));
    assertEquals(List.of(), channels());
    enter(GROUP, ALICE, History.JOINED);
    assertEquals(List.of(6L), seqs(channels(at(GROUP, 2, 2)).getFirst()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewcomerGetsWhatTheyMayRead(boolean all) {
    enter(GROUP, BOB, History.JOINED);
    say(GROUP, 3);
    enter(GROUP, ALICE, all ? History.ALL : History.JOINED);
    say(GROUP, 1);
    assertEquals(all ? List.of(1L, 2L, 3L, 4L, 5L, 6L) : List.of(5L, 6L), seqs(channels(at(GROUP, 0, 0)).getFirst()));
    assertEquals(2, channels().getFirst().wholeNumber("unread"));
  }

  @Test
  void aStrangersCursorTellsNothing() {
    enter(GROUP, BOB, History.ALL);
    say(GROUP, 3);
    assertEquals(List.of(), channels(at(GROUP, 1, 1), at(new ChannelId("none"), 1, 1)));
  }

  @Test
  void thePeersCursorsAreSeenUnlessEitherHidesTheirs() {
    openDirect(DIRECT, BOB);
    say(DIRECT, 3);
    ports.memberships().advance(BOB, at(DIRECT, 3, 2));
    assertEquals(List.of(3L, 2L), peerCursors());
    ports.presences().shareReceipts(BOB, false);
    assertEquals(List.of(0L, 0L), peerCursors());
    ports.presences().shareReceipts(BOB, true);
    ports.presences().shareReceipts(ALICE, false);
    assertEquals(List.of(0L, 0L), peerCursors());
    ports.presences().shareReceipts(ALICE, true);
    assertEquals(List.of(3L, 2L), peerCursors());
  }

  private List<Long> peerCursors() {
    JsonObject channel = channels().getFirst();
    return Stream.of("peerDelivered", "peerRead").map(field -> channel.optionalWholeNumber(field).orElse(0)).toList();
  }

  @Test
  void nextIsNeededOnlyWhenThereIsMore() {
    openDirect(DIRECT, BOB);
    say(DIRECT, Limits.HISTORY_PAGE + 1);
    List<JsonObject> pages = sync(at(DIRECT, 0, 0));
    assertEquals(2, pages.size());
    assertEquals(true, pages.getFirst().objects("channels").getFirst().optionalFlag("more").orElseThrow());
    assertEquals(List.of(101L), seqs(pages.getLast().objects("channels").getFirst()));
  }

  @Test
  void whatIsNoPlaceIsRefused() {
    assertEquals("INVALID", socket.ask(frame(List.of(), "a:b:c")).text("code"));
    assertEquals("INVALID", socket.ask(frame(List.of(), "a:-1")).text("code"));
    assertEquals("INVALID", socket.ask(frame(List.of(), "")).text("code"));
  }

  /** Of which no two go into a frame. */
  @Test
  void largeMessagesComeOneByOne() {
    openDirect(DIRECT, BOB);
    IntStream.range(0, 5).forEach(number -> say(DIRECT, new Encrypted("A".repeat(16_300))));
    List<JsonObject> pages = sync(at(DIRECT, 0, 0));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L),
        pages.stream().flatMap(page -> seqs(page.objects("channels").getFirst()).stream()).toList());
  }

  /** The largest message that there may be, in a group of which there is most to tell. */
  @Test
  void theLargestMessageHoldsUpNothing() {
    GroupSettings long4 = new GroupSettings("𝄞".repeat(100), "𝄞".repeat(300), false, History.ALL);
    Membership place = Membership.joining(GROUP, ALICE, Role.OWNER, 1, History.ALL);
    Message first = TestEntries.message(GROUP, 1, ALICE, new Encrypted("A".repeat(16_300)));
    ports.messageLog().put(TestEntries.entry(first),
        Optional.of(StateChange.of(Channel.opened(GROUP, new Channel.Kind.Group(long4, 1)), List.of(place))));
    LogEntry entry = ports.messageLog().entries(GROUP).getFirst();
    for (int number = 0; number < Limits.REACTIONS; number++) {
      UserId user = new UserId("u" + number);
      if (entry.amendments().hasRoomFor(user, "😀".repeat(10))) {
        entry = entry.marked(user, new React(1, "😀".repeat(10), false), number + 2);
        ports.messageLog().replace(entry);
      }
    }
    say(GROUP, new Text("𝄞".repeat(100)));
    openDirect(DIRECT, BOB);
    say(DIRECT, 1);
    List<JsonObject> channels = channels(at(GROUP, 0, 0), at(DIRECT, 0, 0));
    Map<String, List<Long>> told = new TreeMap<>();
    channels.forEach(
        channel -> told.computeIfAbsent(channel.text("channelId"), _ -> new ArrayList<>()).addAll(seqs(channel)));
    assertEquals(Map.of(GROUP.value(), List.of(1L, 2L), DIRECT.value(), List.of(1L)), told);
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  /** All pages together are exactly what is missing, in order, each message once. */
  @ParameterizedTest
  @MethodSource("seeds")
  void thePagesHoldWhatIsMissingAndNothingElse(long seed) {
    Random random = new Random(seed);
    Map<String, List<Long>> expected = new TreeMap<>();
    List<Cursor> cursors = new ArrayList<>();
    for (ChannelId channelId : channels(random)) {
      Membership place = ports.memberships().find(List.of(new Memberships.Key(channelId, ALICE)))
          .getFirst();
      long head = ports.channels().get(channelId).orElseThrow().head();
      Optional<Cursor> cursor = cursor(random, place, head);
      cursor.ifPresent(cursors::add);
      if (!place.isActive()) {
        cursor.ifPresent(_ -> expected.put(channelId.value(), List.of()));
      } else if (cursor.isEmpty() || head > cursor.get().delivered() || place.read() != cursor.get().read()) {
        expected.put(channelId.value(), cursor
            .map(known -> range(Math.max(known.delivered() + 1, place.readableFrom()), head)).orElse(List.of()));
      }
    }
    Map<String, List<Long>> told = new TreeMap<>();
    channels(cursors.toArray(Cursor[]::new)).forEach(
        channel -> told.computeIfAbsent(channel.text("channelId"), _ -> new ArrayList<>()).addAll(seqs(channel)));
    assertEquals(expected, told);
  }

  /** One call for all channels, page by page. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theUnreadAreExactlyWhatIsBehindTheReadCursors(long seed) {
    Map<ChannelId, List<Long>> expected = new HashMap<>();
    for (ChannelId channelId : channels(new Random(seed))) {
      ports.memberships().find(channelId, ALICE).ifPresent(place -> {
        List<Long> unread = range(Math.max(place.read() + 1, place.readableFrom()),
            ports.channels().get(channelId).orElseThrow().head());
        if (!unread.isEmpty()) {
          expected.put(channelId, unread);
        }
      });
    }
    Map<ChannelId, List<Long>> told = new HashMap<>();
    SyncPosition after = null;
    do {
      Slice slice = app.sync().unread(ALICE, after);
      for (ChannelUpdate update : slice.updates()) {
        told.computeIfAbsent(update.conversation().channel().id(), _ -> new ArrayList<>())
            .addAll(update.messages().stream().map(Message::seq).toList());
      }
      after = slice.next().orElse(null);
    } while (after != null);
    assertEquals(expected, told);
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Any number of channels, direct and groups, short and long, with small and large messages, some of them left. */
  private List<ChannelId> channels(Random random) {
    List<ChannelId> channels = new ArrayList<>();
    for (int number = random.nextInt(random.nextBoolean() ? 10 : 150); number > 0; number--) {
      UserId peer = new UserId("peer" + number);
      ChannelId channelId = random.nextBoolean()
          ? ChannelId.direct(ALICE, peer)
          : ChannelId.group(peer, new ClientMessageId("g"));
      if (channelId.isDirect()) {
        openDirect(channelId, peer);
      } else {
        enter(channelId, peer, History.ALL);
        sayAnything(channelId, random);
        enter(channelId, ALICE, random.nextBoolean() ? History.ALL : History.JOINED);
      }
      sayAnything(channelId, random);
      long head = ports.messageLog().entries(channelId).size();
      long read = random.nextLong(head + 1);
      ports.memberships().advance(ALICE, at(channelId, read + random.nextLong(head - read + 1), read));
      if (!channelId.isDirect() && random.nextInt(5) == 0) {
        leave(channelId, ALICE);
        sayAnything(channelId, random);
      }
      channels.add(channelId);
    }
    return channels;
  }

  private void sayAnything(ChannelId channelId, Random random) {
    int bound = random.nextInt(20) == 0 ? 220 : 12;
    for (int number = random.nextInt(bound); number > 0; number--) {
      say(channelId, switch (random.nextInt(40)) {
        case 0 -> new Encrypted("A".repeat(random.nextInt(1, 16_300)));
        case 1, 2 -> new Text("ü".repeat(random.nextInt(1, 4_000)));
        case 3 -> new Text("\n\"".repeat(random.nextInt(1, 3_000)));
        default -> new Text("hello");
      });
    }
  }

  private static Optional<Cursor> cursor(Random random, Membership place, long head) {
    ChannelId channelId = place.channelId();
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(at(channelId, head, place.read()));
      case 2 -> Optional.of(at(channelId, Math.max(place.delivered(), place.read()), place.read()));
      default -> {
        long delivered = random.nextLong(head + 1);
        yield Optional.of(at(channelId, delivered, random.nextLong(delivered + 1)));
      }
    };
  }
}
