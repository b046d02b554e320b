package chat.protocol;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.GroupSettings;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.PresenceState;
import chat.model.RequestId;
import chat.model.Role;
import chat.model.Sighting;
import chat.model.SyncPosition;
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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every kind, with and without what is optional, up to the limits. */
final class SampleEvents {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("b".repeat(255));
  private static final ChannelId CHANNEL = new ChannelId("c".repeat(64));
  private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_123L);
  private static final Duration PACE = Duration.ofSeconds(45);
  private static final Sighting HIDDEN = Sighting.hidden(ALICE, 0);
  private static final Message FIRST = message(1, new Content.Text("Hi"));
  private static final Message LAST = new Message(CHANNEL, Limits.MAX_SEQ, BOB, FIRST.clientMessageId(), NOW,
      new Content.Text("x".repeat(Limits.TEXT_BYTES)), Limits.MAX_SEQ,
      Collections.nCopies(Limits.REACTIONS, new Message.Reaction(BOB, "x".repeat(Limits.EMOJI_BYTES))));

  private SampleEvents() {}

  static List<ServerEvent> all() {
    return Stream.of(withRequestId(null), withRequestId(new RequestId("r".repeat(64))), unasked())
        .flatMap(events -> events).toList();
  }

  private static Stream<ServerEvent> unasked() {
    return Stream.concat(Arrays.stream(ServerEvent.Ended.Reason.values()).map(ServerEvent.Ended::new),
        Stream.of(new ServerEvent.Delivered(List.of(FIRST)), new ServerEvent.Delivered(messages()),
            new ServerEvent.MemberTyping(CHANNEL, BOB), new ServerEvent.PresenceChanged(sightings(), PACE),
            new ServerEvent.PresenceChanged(sightings(), null), new ServerEvent.PresenceChanged(List.of(), PACE),
            new ServerEvent.Receipt(BOB, List.of(new Cursor(CHANNEL, 0, 0))),
            new ServerEvent.Receipt(BOB,
                Collections.nCopies(Limits.ACKED_CHANNELS, new Cursor(CHANNEL, Limits.MAX_SEQ, Limits.MAX_SEQ)))));
  }

  /** One of each content, and one with all that changes can do to it. */
  private static List<Message> messages() {
    return Stream.concat(SampleContents.all().stream().map(content -> message(7, content)), Stream.of(LAST)).toList();
  }

  private static Stream<ServerEvent> withRequestId(@Nullable RequestId id) {
    return Stream.of(refusals(id), answers(id), pages(id)).flatMap(events -> events);
  }

  private static Stream<ServerEvent> refusals(@Nullable RequestId id) {
    return Stream.concat(Arrays.stream(ErrorCode.values()).map(code -> new ServerEvent.Refused(id, code, "Sorry.")),
        Stream.of(new ServerEvent.Refused(id, ErrorCode.BUSY, "Later.", OptionalLong.of(1_000), null),
            new ServerEvent.Refused(id, ErrorCode.RATE_LIMITED, "Slowly.", OptionalLong.of(86_400_000), null),
            new ServerEvent.Refused(id, ErrorCode.INTERNAL, "Oh.", OptionalLong.empty(), "e1")));
  }

  private static Stream<ServerEvent> answers(@Nullable RequestId id) {
    return Stream.of(new ServerEvent.Accepted(id, FIRST), new ServerEvent.Accepted(id, LAST),
        new ServerEvent.Alive(id, PACE, false, List.of()), new ServerEvent.Alive(id, PACE, true, List.of()),
        new ServerEvent.Alive(id, PACE, true, sightings()),
        new ServerEvent.Alive(id, PACE, false, Collections.nCopies(Limits.WATCHED_USERS, HIDDEN)),
        new ServerEvent.Invited(id, new Invite(new InviteCode(CHANNEL, "_-".repeat(11)), NOW, 1)),
        new ServerEvent.Invited(id, new Invite(new InviteCode(CHANNEL, "A".repeat(22)), NOW, Limits.MEMBERS)),
        new ServerEvent.Revoked(id, CHANNEL), new ServerEvent.PrivacySet(id, true),
        new ServerEvent.PrivacySet(id, false), new ServerEvent.StatusSet(id, true),
        new ServerEvent.StatusSet(id, false),
        new ServerEvent.OnlineMembers(id, CHANNEL, List.of()), new ServerEvent.OnlineMembers(id, CHANNEL, sightings()),
        new ServerEvent.OnlineMembers(id, CHANNEL, Collections.nCopies(Limits.SIGNALLED_MEMBERS, HIDDEN)));
  }

  private static List<Sighting> sightings() {
    return Stream.concat(Stream.of(HIDDEN), Arrays.stream(PresenceState.values())
        .flatMap(state -> Stream.of(null, NOW).map(seen -> new Sighting(BOB, state, Long.MAX_VALUE, seen)))).toList();
  }

  private static Stream<ServerEvent> pages(@Nullable RequestId id) {
    List<Membership> members = Arrays.stream(Role.values()).map(role -> member(role, Limits.MAX_SEQ)).toList();
    List<ServerEvent.ChannelUpdate> updates = updates();
    Stream<ServerEvent> synced = updates.stream().flatMap(update -> Stream.of(
        new ServerEvent.Synced(id, ALICE, List.of(update), null),
        new ServerEvent.Synced(id, ALICE, List.of(update), new SyncPosition(CHANNEL, 7))));
    return Stream.concat(synced, Stream.of(new ServerEvent.Page(id, CHANNEL, List.of(), false, 1),
        new ServerEvent.Page(id, CHANNEL, messages(), false, Limits.MAX_SEQ),
        new ServerEvent.Page(id, CHANNEL, Collections.nCopies(Limits.HISTORY_PAGE, FIRST), true, 1),
        new ServerEvent.MemberPage(id, CHANNEL, List.of(), BOB), new ServerEvent.MemberPage(id, CHANNEL, members, null),
        new ServerEvent.MemberPage(id, CHANNEL, Collections.nCopies(Limits.MEMBERS_PAGE, members.getFirst()), BOB),
        new ServerEvent.Synced(id, ALICE, List.of(), null),
        new ServerEvent.Synced(id, ALICE, List.of(), SyncPosition.past(CHANNEL)),
        new ServerEvent.Synced(id, ALICE, Collections.nCopies(Limits.SYNC_PAGE, updates.getFirst()), null)));
  }

  /** Channels of every kind with every last message, new and left ones too. */
  private static List<ServerEvent.ChannelUpdate> updates() {
    Channel.Kind direct = new Channel.Kind.Direct(ALICE, BOB);
    Channel.Kind group = new Channel.Kind.Group(
        new GroupSettings("👋".repeat(Limits.NAME_CHARACTERS), "👋".repeat(Limits.DESCRIPTION_CHARACTERS), true,
            GroupSettings.History.ALL),
        Limits.MEMBERS);
    Channel.Kind small = new Channel.Kind.Group(new GroupSettings("a", "", false, GroupSettings.History.JOINED), 1);
    return Stream.of(direct, group, small).flatMap(kind -> Stream.concat(
        Stream.of(update(Channel.opened(CHANNEL, kind), Role.MEMBER, List.of(), true),
            update(busy(kind, LAST), Role.OWNER, Collections.nCopies(Limits.HISTORY_PAGE, FIRST), true),
            update(busy(kind, LAST), Role.ADMIN, messages(), false),
            new ServerEvent.ChannelUpdate(new Conversation(busy(kind, LAST), member(Role.OWNER, 5).leaving(7),
                Optional.empty()), List.of(), false)),
        messages().stream().map(message -> update(noted(kind, List.of(), message), Role.MEMBER, List.of(), false))))
        .toList();
  }

  private static Channel busy(Channel.Kind kind, Message last) {
    return noted(kind, LongStream.rangeClosed(1, Limits.PINNED).boxed().toList(), last);
  }

  private static Channel noted(Channel.Kind kind, List<Long> pinned, Message last) {
    return new Channel(CHANNEL, kind, 1, pinned, Limits.MAX_SEQ, Optional.of(last));
  }

  private static ServerEvent.ChannelUpdate update(Channel channel, Role role, List<Message> messages, boolean more) {
    Optional<Membership> peer = Optional.of(member(Role.MEMBER, Limits.MAX_SEQ))
        .filter(_ -> channel.kind() instanceof Channel.Kind.Direct && channel.head() > 0);
    Instant mutedUntil = role == Role.OWNER ? Membership.FOR_EVER : Instant.EPOCH;
    return new ServerEvent.ChannelUpdate(new Conversation(channel, member(role, 0).mutedUntil(mutedUntil), peer),
        messages, more);
  }

  private static Membership member(Role role, long cursor) {
    return new Membership(CHANNEL, BOB, role, 1, 1, 0, cursor, cursor);
  }

  private static Message message(long seq, Content content) {
    return new Message(CHANNEL, seq, ALICE, new ClientMessageId("m".repeat(64)), NOW, content);
  }
}
