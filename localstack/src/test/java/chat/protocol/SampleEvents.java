package chat.protocol;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.UserId;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every kind, with and without what is optional, up to the limits. */
final class SampleEvents {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("b".repeat(255));
  private static final ChannelId CHANNEL = new ChannelId("c".repeat(64));
  private static final Message FIRST = message(1, "Hi");
  private static final Message LAST = message(Limits.MAX_SEQ, "x".repeat(Limits.TEXT_BYTES));

  private SampleEvents() {}

  static List<ServerEvent> all() {
    return Stream.of(withRequestId(null), withRequestId(new RequestId("r".repeat(64))), unasked())
        .flatMap(events -> events).toList();
  }

  private static Stream<ServerEvent> unasked() {
    return Stream.of(new ServerEvent.Delivered(FIRST), new ServerEvent.Delivered(LAST),
        new ServerEvent.MemberTyping(CHANNEL, BOB), new ServerEvent.Receipt(new Membership(CHANNEL, BOB, 0, 0)),
        new ServerEvent.Receipt(new Membership(CHANNEL, BOB, Limits.MAX_SEQ, Limits.MAX_SEQ)));
  }

  private static Stream<ServerEvent> withRequestId(@Nullable RequestId id) {
    ServerEvent.WatchedUser online = new ServerEvent.WatchedUser(ALICE, true);
    ServerEvent.WatchedUser offline = new ServerEvent.WatchedUser(BOB, false);
    Conversation silent = conversation(0, Optional.empty());
    Conversation busy = conversation(Limits.MAX_SEQ, Optional.of(LAST));
    Stream<ServerEvent> refusals = Arrays.stream(ErrorCode.values())
        .map(code -> new ServerEvent.Refused(id, code, "Sorry."));
    return Stream.concat(refusals,
        Stream.of(new ServerEvent.Accepted(id, FIRST), new ServerEvent.Accepted(id, LAST),
            new ServerEvent.Alive(id, Duration.ofSeconds(30), List.of()),
            new ServerEvent.Alive(id, Duration.ofSeconds(30), List.of(online, offline)),
            new ServerEvent.Alive(id, Duration.ofSeconds(30), Collections.nCopies(Limits.WATCHED_USERS, online)),
            new ServerEvent.Synced(id, ALICE, List.of(), null),
            new ServerEvent.Synced(id, ALICE, List.of(silent), null),
            new ServerEvent.Synced(id, ALICE, List.of(silent), CHANNEL),
            new ServerEvent.Synced(id, ALICE, List.of(busy), null),
            new ServerEvent.Synced(id, ALICE, Collections.nCopies(Limits.SYNC_PAGE, silent), CHANNEL),
            new ServerEvent.Page(id, CHANNEL, List.of(), false),
            new ServerEvent.Page(id, CHANNEL, Collections.nCopies(Limits.HISTORY_PAGE, FIRST), true),
            new ServerEvent.Refused(id, ErrorCode.BUSY, "Later.", OptionalLong.of(1_000), null),
            new ServerEvent.Refused(id, ErrorCode.INTERNAL, "Oh.", OptionalLong.empty(), "e1")));
  }

  private static Conversation conversation(long head, Optional<Message> last) {
    return new Conversation(new Channel(CHANNEL, new Channel.Kind.Direct(ALICE, BOB), head, last),
        Membership.joined(CHANNEL, ALICE));
  }

  private static Message message(long seq, String text) {
    return new Message(CHANNEL, seq, ALICE, new ClientMessageId("m".repeat(64)),
        Instant.ofEpochMilli(1_764_000_000_123L), new Content.Text(text));
  }
}
