package chat.messaging;

import static java.util.stream.Collectors.toMap;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.presence.ReceiptPrivacy;
import chat.wire.ServerEvent.ChannelUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a user's channels hold that a client does not know. */
public final class Sync {
  private final Memberships memberships;
  private final Channels channels;
  private final MessageLog log;
  private final ReceiptPrivacy privacy;

  public Sync(Memberships memberships, Channels channels, MessageLog log, ReceiptPrivacy privacy) {
    this.memberships = memberships;
    this.channels = channels;
    this.log = log;
    this.privacy = privacy;
  }

  /** The channels in the order of their ids, and where the next page begins, if there is one. */
  public record Slice(List<ChannelUpdate> updates, Optional<SyncPosition> next) {}

  /** What the client lacks, given how far it has come itself. */
  public Slice since(UserId userId, List<Cursor> cursors, @Nullable SyncPosition after) {
    Map<ChannelId, Cursor> known = cursors.stream()
        .collect(toMap(Cursor::channelId, Function.identity(), (one, other) -> other));
    return page(userId, after, place -> Optional.ofNullable(known.get(place.channelId())));
  }

  /** What the user has not read: one call for all channels, page by page. */
  public Slice unread(UserId userId, @Nullable SyncPosition after) {
    return page(userId, after, place -> place.isActive()
        ? Optional.of(new Cursor(place.channelId(), Math.max(place.read(), place.readableFrom() - 1), place.read()))
        : Optional.empty());
  }

  private Slice page(UserId userId, @Nullable SyncPosition after,
      Function<Membership, Optional<Cursor>> cursors) {
    List<Membership> places = memberships.of(userId, after == null ? null : after.channelId(), Limits.SYNC_PAGE);
    Map<ChannelId, Channel> found = places.isEmpty()
        ? Map.of()
        : channels.find(places.stream().map(Membership::channelId).toList()).stream()
            .collect(toMap(Channel::id, Function.identity()));
    List<ChannelUpdate> updates = new ArrayList<>();
    int room = Limits.HISTORY_PAGE;
    for (Membership place : places) {
      Channel channel = found.get(place.channelId());
      Optional<Cursor> cursor = cursors.apply(place).map(known -> resumed(known, after));
      if (channel == null || (after != null && after.equals(SyncPosition.past(place.channelId())))
          || !isNews(channel, place, cursor)) {
        continue;
      }
      List<Message> missing = cursor.isPresent() && place.isActive()
          ? missing(channel, place, cursor.get(), room + 1)
          : List.of();
      boolean more = missing.size() > room;
      List<Message> sent = more ? missing.subList(0, room) : missing;
      updates.add(new ChannelUpdate(new Conversation(channel.visibleTo(place), place, Optional.empty()), sent, more));
      room -= sent.size();
      if (room == 0) {
        long last = more ? sent.getLast().seq() : Limits.MAX_SEQ;
        return new Slice(asOfNow(userId, updates), Optional.of(new SyncPosition(place.channelId(), last)));
      }
    }
    return new Slice(asOfNow(userId, updates), places.size() == Limits.SYNC_PAGE
        ? Optional.of(SyncPosition.past(places.getLast().channelId()))
        : Optional.empty());
  }

  private static Cursor resumed(Cursor known, @Nullable SyncPosition after) {
    return after != null && after.channelId().equals(known.channelId()) && after.seq() > known.delivered()
        ? new Cursor(known.channelId(), after.seq(), known.read())
        : known;
  }

  /** A channel that the user left is news only to a client that still has it. */
  private static boolean isNews(Channel channel, Membership place, Optional<Cursor> cursor) {
    if (!place.isActive()) {
      return cursor.isPresent();
    }
    return cursor.isEmpty() || channel.head() > cursor.get().delivered() || place.read() != cursor.get().read();
  }

  private List<Message> missing(Channel channel, Membership place, Cursor cursor, int limit) {
    long from = Math.max(cursor.delivered() + 1, place.readableFrom());
    return from > channel.head()
        ? List.of()
        : log.from(channel.id(), from, limit).stream().map(LogEntry::message).toList();
  }

  /**
   * With the member's places as they are after the log was read, for those by user lag: who was removed meanwhile gets
   * nothing of what came after. And with how far the other has come in direct channels, as far as it may be seen.
   */
  private List<ChannelUpdate> asOfNow(UserId userId, List<ChannelUpdate> updates) {
    List<Memberships.Key> keys = updates.stream().map(ChannelUpdate::conversation)
        .filter(conversation -> conversation.membership().isActive()).map(Conversation::channel)
        .flatMap(channel -> toLookAt(userId, channel)).toList();
    if (keys.isEmpty()) {
      return updates;
    }
    Map<ChannelId, Membership> current = privacy.as(userId, memberships.find(keys)).stream()
        .collect(toMap(Membership::channelId, Function.identity()));
    return updates.stream().map(update -> Optional.ofNullable(current.get(update.conversation().channel().id()))
        .map(place -> with(place, userId, update)).orElse(update)).toList();
  }

  /** The other's place in a direct channel, which nobody leaves, and the own in a group. */
  private static Stream<Memberships.Key> toLookAt(UserId userId, Channel channel) {
    return switch (channel.kind()) {
      case Channel.Kind.Direct direct when direct.peerOf(userId).equals(userId) -> Stream.empty();
      case Channel.Kind.Direct direct -> Stream.of(new Memberships.Key(channel.id(), direct.peerOf(userId)));
      case Channel.Kind.Group _ -> Stream.of(new Memberships.Key(channel.id(), userId));
    };
  }

  private static ChannelUpdate with(Membership place, UserId userId, ChannelUpdate update) {
    Channel channel = update.conversation().channel();
    if (!place.userId().equals(userId)) {
      return new ChannelUpdate(new Conversation(channel, update.conversation().membership(), Optional.of(place)),
          update.messages(), update.more());
    }
    List<Message> seen = update.messages().stream().filter(message -> place.sees(message.seq())).toList();
    return new ChannelUpdate(new Conversation(channel.visibleTo(place), place, Optional.empty()), seen,
        update.more() && seen.size() == update.messages().size());
  }
}
