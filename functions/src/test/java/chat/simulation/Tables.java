package chat.simulation;

import chat.channel.CursorMove;
import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.channel.Memberships;
import chat.channel.StateChange;
import chat.contact.InMemoryContacts;
import chat.group.InMemoryInvites;
import chat.identity.InMemoryAccounts;
import chat.identity.InMemoryTickets;
import chat.limit.InMemoryRateLimits;
import chat.messaging.InMemoryMessageLog;
import chat.messaging.LogEntry;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import chat.report.InMemoryReports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The tables as they are, without a fault: every change goes through here, and some reads see what was before it. */
final class Tables {
  final InMemoryChannels channels = new InMemoryChannels();
  final InMemoryMemberships memberships = new InMemoryMemberships();
  final InMemoryInvites invites = new InMemoryInvites();
  final InMemoryMessageLog log = new InMemoryMessageLog(channels, memberships, invites);
  final InMemoryPresences presences = new InMemoryPresences();
  final InMemoryTickets tickets = new InMemoryTickets();
  final InMemoryAccounts accounts = new InMemoryAccounts();
  final InMemoryRateLimits rateLimits = new InMemoryRateLimits();
  final InMemoryContacts contacts = new InMemoryContacts();
  final InMemoryReports reports = new InMemoryReports();
  final Past<ChannelId, Channel> pastChannels;
  final Past<Memberships.Key, Membership> pastMemberships;
  final Past<UserId, Presence> pastPresences;
  private final Verdicts verdicts;
  private final Map<ChannelId, List<Message>> stored = new LinkedHashMap<>();
  private final List<StreamReader> readers = new ArrayList<>();

  Tables(Steps steps, Verdicts verdicts) {
    this.pastChannels = new Past<>(steps);
    this.pastMemberships = new Past<>(steps);
    this.pastPresences = new Past<>(steps);
    this.verdicts = verdicts;
  }

  /** The reader gets every new image of the log from now on. */
  void stream(StreamReader reader) {
    readers.add(reader);
  }

  Set<ChannelId> channelIds() {
    return new LinkedHashSet<>(stored.keySet());
  }

  /** What was stored in the channel, as it was first. */
  List<Message> stored(ChannelId channelId) {
    return stored.getOrDefault(channelId, List.of());
  }

  boolean put(LogEntry entry, Optional<StateChange> change) {
    if (!log.put(entry, change)) {
      return false;
    }
    ChannelId channelId = entry.message().channelId();
    stored.computeIfAbsent(channelId, _ -> new ArrayList<>()).add(entry.message());
    change.ifPresent(this::note);
    readers.forEach(reader -> reader.inserted(entry));
    return true;
  }

  boolean replace(LogEntry entry) {
    boolean replaced = log.replace(entry);
    if (replaced) {
      readers.forEach(reader -> reader.changed(entry));
    }
    return replaced;
  }

  /** Without its entry: for a bug. */
  void change(StateChange change, long seq) {
    channels.change(change.channel());
    change.memberships().forEach(place -> memberships.change(place, seq));
    note(change);
  }

  private void note(StateChange change) {
    noteChannel(change.channel().id());
    change.memberships().forEach(place -> notePlace(new Memberships.Key(place.channelId(), place.userId())));
  }

  void openDirect(ChannelId channelId, Channel.Kind.Direct kind) {
    channels.openDirect(channelId, kind);
    noteChannel(channelId);
  }

  void addDirect(ChannelId channelId, UserId userId) {
    memberships.addDirect(channelId, userId);
    notePlace(new Memberships.Key(channelId, userId));
  }

  void shut(ChannelId channelId, UserId userId, boolean blocks) {
    memberships.shut(channelId, userId, blocks);
    notePlace(new Memberships.Key(channelId, userId));
  }

  boolean mute(ChannelId channelId, UserId userId, Instant until) {
    boolean muted = memberships.mute(channelId, userId, until);
    if (muted) {
      notePlace(new Memberships.Key(channelId, userId));
    }
    return muted;
  }

  void erase(ChannelId channelId, UserId userId) {
    memberships.erase(channelId, userId);
    notePlace(new Memberships.Key(channelId, userId));
  }

  boolean advanceHead(ChannelId channelId, long head, Optional<Message> preview) {
    boolean shown = channels.advance(channelId, head, preview);
    noteChannel(channelId);
    return shown;
  }

  void showLast(Message preview, long revision) {
    channels.showLast(preview, revision);
    noteChannel(preview.channelId());
  }

  void amendLast(Message preview, long revision) {
    channels.amendLast(preview, revision);
    noteChannel(preview.channelId());
  }

  CursorMove advanceCursor(UserId userId, Cursor cursor) {
    CursorMove move = memberships.advance(userId, cursor);
    if (move instanceof CursorMove.Moved) {
      notePlace(new Memberships.Key(cursor.channelId(), userId));
    }
    return move;
  }

  /** Whatever was there: for a bug. */
  void replacePlace(Membership place) {
    memberships.change(place, place.joinedSeq());
    notePlace(new Memberships.Key(place.channelId(), place.userId()));
  }

  <T> T changePresence(UserId userId, Supplier<T> change) {
    T result = change.get();
    presences.current(userId).ifPresent(presence -> pastPresences.note(userId, presence));
    return result;
  }

  private void noteChannel(ChannelId channelId) {
    channels.get(channelId).ifPresent(channel -> pastChannels.note(channelId, channel));
  }

  private void notePlace(Memberships.Key key) {
    memberships.find(List.of(key)).forEach(place -> {
      pastMemberships.find(key, Long.MAX_VALUE).filter(before -> before.joinedSeq() == place.joinedSeq())
          .ifPresent(before -> verdicts.require(
              before.delivered() <= place.delivered() && before.read() <= place.read(), Promise.G6,
              () -> "a cursor of " + key + " went back: " + before + " became " + place));
      pastMemberships.note(key, place);
    });
  }
}
